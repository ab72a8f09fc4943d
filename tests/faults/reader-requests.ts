import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

export type ReaderAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** Longer than anything but a server that hangs. */
const patienceMs = 20_000

/** A connection that was idle for this long may be closed by the server just as it is used again, in milliseconds. */
const idleMs = 4000

/** The connection closed while it was idle, as a connection may: browsers ask once more, and nobody notices. */
class IdleConnectionError extends Error {
  override readonly name = 'IdleConnectionError'
}

export type Connection = ReturnType<typeof openConnection>

/** One reader's connection, which is kept from one request to the next. */
export function openConnection(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(origin)
  const times: number[] = []
  let usedAt = performance.now()
  let reopened = 0

  function askOnce(path: string, headers: Record<string, string>): Promise<ReaderAnswer> {
    const startedAt = performance.now()
    const idleForMs = startedAt - usedAt
    let answered = false
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, path, headers, agent, timeout: patienceMs }, response => {
        answered = true
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          usedAt = performance.now()
          times.push(usedAt - startedAt)
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          })
        })
      })
      request.on('timeout', () => request.destroy(new Error(`No answer within ${patienceMs} ms.`)))
      request.on('error', error => {
        const wasIdle = request.reusedSocket && !answered && idleForMs > idleMs
        const how = `${path}, on a ${request.reusedSocket ? 'kept' : 'new'} connection, idle for ${Math.round(idleForMs)} ms`
        reject(wasIdle ? new IdleConnectionError() : new Error(`${error.message}: ${how}`, { cause: error }))
      })
      request.end()
    })
  }

  return {
    /** @throws Error if the connection breaks before the answer is whole. */
    async ask(path: string, headers: Record<string, string>): Promise<ReaderAnswer> {
      try {
        return await askOnce(path, headers)
      } catch (error) {
        if (!(error instanceof IdleConnectionError)) throw error
        reopened += 1
        return await askOnce(path, headers)
      }
    },
    /** How long each answer took, in milliseconds. */
    times,
    /** How often the connection had been closed for being idle. */
    reopened: () => reopened,
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
  return headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body
}
