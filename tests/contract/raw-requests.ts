import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'

/** What came back on a socket of its own until the server ended it; status 0 where it was closed without an answer. */
export interface RawAnswer {
  status: number
  text: string
}

/** Sends bytes as they are, right or wrong, and waits until the connection is closed. */
export function sendRaw(url: string, bytes: string, then?: (socket: Socket) => void): Promise<RawAnswer> {
  const { promise, resolve } = Promise.withResolvers<RawAnswer>()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('latin1').on('data', chunk => {
    received += chunk
  })
  socket.on('close', () => {
    resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0), text: received })
  })
  socket.write(bytes, () => then?.(socket))
  return promise
}

/** A request head: the target as given, for the server's own name, and never kept open. */
export function headOf(url: string, target: string, headers: Record<string, string> = {}): string {
  const all = { host: `localhost:${new URL(url).port}`, connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${[`GET ${target} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`
}

/** What a browser adds to open a WebSocket. */
export const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** A request with headers that `fetch` keeps to itself: those by which a browser says where it comes from. */
export async function sendAs(
  url: string,
  headers: Record<string, string>,
  { method = 'GET', body }: { method?: string; body?: string } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof sendAs>>>()
  const request = httpRequest(url, { method, headers, agent: false }, response => {
    text(response).then(
      answer => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer }),
      reject,
    )
  })
  request.on('error', reject)
  request.end(body)
  return promise
}
