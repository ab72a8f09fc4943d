import { request } from 'node:http'
import { createInterface } from 'node:readline'

/** An event of the preview's stream, with its data. */
export type StreamEvent = { name: string; data: Record<string, unknown> }

export type PreviewStream = Disposable & {
  status: number
  events: StreamEvent[]
  /** Resolves once the server has ended the stream. */
  ended: Promise<void>
  count(name: string): number
  /** The data of the last event of this name; undefined before there is one. */
  last(name: string): Record<string, unknown> | undefined
}

/** Opens the stream of a page, as the overlay does. */
export async function openStream(
  previewUrl: string,
  cookie: string,
  query: Record<string, string>,
): Promise<PreviewStream> {
  const { hostname, port } = new URL(previewUrl)
  const path = `/_preview/stream?${new URLSearchParams(query)}`
  const events: StreamEvent[] = []
  const ended = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<number>()
  const sent = request({ hostname, port, path, headers: { cookie }, agent: false }, response => {
    let name = ''
    createInterface({ input: response })
      .on('line', line => {
        if (line.startsWith('event: ')) name = line.slice(7)
        if (line.startsWith('data: ')) events.push({ name, data: JSON.parse(line.slice(6)) })
      })
      .on('error', () => {})
    response.on('close', () => ended.resolve())
    response.on('error', () => {})
    opened.resolve(response.statusCode ?? 0)
  })
  sent.on('error', opened.reject)
  sent.end()
  return {
    status: await opened.promise,
    events,
    ended: ended.promise,
    count: name => events.filter(event => event.name === name).length,
    last: name => events.findLast(event => event.name === name)?.data,
    [Symbol.dispose]: () => sent.destroy(),
  }
}
