import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export type ReaderAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** Longer than anything but a server that hangs. */
const patienceMs = 20_000

/** Connections that are kept, at most so many at once. */
export function openConnections(origin: string, most: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: most })
  const { hostname, port } = new URL(origin)
  const times: number[] = []

  /** @throws Error if the connection breaks before the answer is whole. */
  function ask(path: string, headers: Record<string, string>): Promise<ReaderAnswer> {
    const startedAt = performance.now()
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, path, headers, agent, timeout: patienceMs }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          times.push(performance.now() - startedAt)
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          })
        })
      })
      request.on('timeout', () => request.destroy(new Error(`No answer within ${patienceMs} ms.`)))
      request.on('error', reject)
      request.end()
    })
  }

  return {
    ask,
    /** How long each answer took, in milliseconds. */
    times,
    close: () => agent.destroy(),
  }
}

/**
 * The bytes as they were before they were packed.
 * @throws Error if the server failed, or headers and bytes do not agree.
 */
export function unpack({ status, headers, body }: ReaderAnswer): Buffer {
  if (status >= 500) throw new Error(`Answered ${status}: ${body.subarray(0, 200)}`)
  const length = headers['content-length']
  if (length !== undefined && Number(length) !== body.byteLength) {
    throw new Error(`content-length is ${length}, and ${body.byteLength} bytes came.`)
  }
  switch (headers['content-encoding']) {
    case 'br':
      return brotliDecompressSync(body)
    case 'gzip':
      return gunzipSync(body)
    default:
      return body
  }
}
