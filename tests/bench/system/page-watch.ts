import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** What came back to one question. */
interface Answer {
  status: number
  etag: string
  body: string
}

/** Milliseconds between two questions for a page. */
const pollMs = 1

/**
 * Asks for one page over one connection that stays open, again and again, until its HTML holds some text. A page that
 * has not changed is answered without a body, so that asking costs the publisher little.
 */
export function createPageWatch(origin: string): Disposable & {
  /** Resolves with the time, in milliseconds of `performance.now()`, at which the page had arrived whole. */
  until(path: string, text: string, withinMs: number, signal: AbortSignal): Promise<number>
} {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  return {
    async until(path, text, withinMs, signal) {
      const giveUpAtMs = performance.now() + withinMs
      let etag = ''
      for (;;) {
        const answer = await ask(new URL(path, origin), agent, etag)
        if (answer.status === 200 && answer.body.includes(text)) return performance.now()
        etag = answer.etag
        signal.throwIfAborted()
        if (performance.now() > giveUpAtMs) {
          throw new Error(`${path} did not show “${text}” within ${withinMs / 1000} s.`)
        }
        await wait(pollMs)
      }
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function ask(url: URL, agent: Agent, etag: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const headers = { 'accept-encoding': 'identity', ...(etag && { 'if-none-match': etag }) }
  const asking = request(url, { agent, headers }, response => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        etag: response.headers.etag ?? '',
        body: Buffer.concat(chunks).toString(),
      }),
    )
  })
  asking.on('error', reject)
  asking.end()
  return promise
}
