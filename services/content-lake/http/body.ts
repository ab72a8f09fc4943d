import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { isDeeperThan } from '../documents/json.ts'
import { LakeError } from '../errors.ts'

/** How long a body may take to arrive, in ms, and how deep JSON in it may be nested. */
const bodyWithinMs = 60_000
const maxDepth = 200

/** Reads a body of at most `limit` bytes. Throws 413 if it is larger, 408 if it does not arrive in time. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  withinMs = bodyWithinMs,
): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new LakeError(408, 'requestTimeout', 'The request took too long to arrive. Send it again.'))
  }, withinMs)
  try {
    return await Promise.race([collect(request, limit), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Reads a JSON body. Throws what `readBody` throws, and 400 if the body is not JSON or nested too deeply. */
export async function readJson(request: IncomingMessage, limit = 1_000_000): Promise<unknown> {
  const body = await readBody(request, limit)
  const value = parseJson(body.toString('utf8'))
  if (!isDeeperThan(value, maxDepth)) return value
  throw new LakeError(400, 'invalidJson', `The request body is nested more than ${maxDepth} levels deep.`)
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendBlocks(response, status, [Buffer.from(JSON.stringify(body ?? null))])
}

/** Sends JSON that is already encoded. */
export function sendBlocks(response: ServerResponse, status: number, blocks: readonly Buffer[]): void {
  if (response.headersSent) return
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': blocks.reduce((sum, block) => sum + block.length, 0),
    'cache-control': 'no-store',
  })
  response.cork()
  for (const block of blocks) response.write(block)
  response.end()
}

/** Sends what a source yields, and reads on from it only as fast as the client does. */
export async function sendStream(
  source: Iterable<string> | AsyncIterable<Buffer>,
  response: ServerResponse,
): Promise<void> {
  try {
    await pipeline(source, response)
  } catch (error) {
    // The browser has gone: nobody to send the error to.
    if (!response.destroyed) throw error
  }
}

async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // A request whose body is refused stays open for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limit: number): LakeError {
  const advice = 'Send it in smaller parts.'
  return new LakeError(413, 'payloadTooLarge', `The request is larger than ${limit} bytes. ${advice}`)
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new LakeError(400, 'invalidJson', 'The request body is not JSON.', { cause: error })
  }
}
