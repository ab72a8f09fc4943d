import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SiteOrigins } from '#src/hosts/headers.ts'
import type { StoredFiles } from '../releases/file-store.ts'
import { readBody } from '../releases/read-release.ts'
import { toStoredName, toStoredSize } from '../releases/release-record.ts'
import type { FileCache } from './file-cache.ts'
import { fileHeaders, plainHeaders, studioAccess, takesRanges } from './headers.ts'
import { allowsRange, isNotModified, pickRange, takesBrotli } from './negotiate.ts'
import type { ServedFile } from './served-file.ts'

/**
 * Larger bodies are sent in parts of this size: a connection counts as idle once a whole response was handed to it, and
 * idle ones are closed when the publisher stops.
 */
const partBytes = 256 * 1024

/**
 * Sends a file of a release: as it is stored, or decompressed for a client without Brotli; a range of it, or 304.
 * @throws if the file cannot be read, before anything is sent.
 */
export async function sendFile(input: {
  request: IncomingMessage
  response: ServerResponse
  files: StoredFiles
  path: string
  file: ServedFile
  /** Overrides the file's status: 410 for a removed address. */
  status?: number
  origins: SiteOrigins
  cache: FileCache
  isImmutable(path: string): boolean
}): Promise<void> {
  const { request, response, files, path, file, origins, cache } = input
  const status = input.status ?? file.status
  const isBrotli = file.brotliSize !== null && takesBrotli(request.headers['accept-encoding'])
  const etag = `"${file.hash.slice(0, 32)}${isBrotli ? '-br' : ''}"`
  const varies = file.brotliSize === null ? [] : ['Accept-Encoding']
  const access = path === '/release.json' ? studioAccess(request.headers.origin, origins) : {}
  const headers = {
    ...fileHeaders(path, file, input.isImmutable(path), origins),
    ...access,
    etag,
    ...((varies.length > 0 || access.vary) && { vary: [...varies, access.vary].filter(Boolean).join(', ') }),
  }
  if (status === 200 && isNotModified(request.headers['if-none-match'], etag)) {
    const { 'content-type': _, ...rest } = headers
    response.writeHead(304, rest).end()
    return
  }
  const size = isBrotli ? toStoredSize(file) : file.size
  const mayBePart = status === 200 && takesRanges(file)
  const whole = {
    ...headers,
    'content-length': size,
    ...(isBrotli && { 'content-encoding': 'br' }),
    ...(mayBePart && { 'accept-ranges': 'bytes' }),
  }
  // Ranges apply to GET only (RFC 9110, 14.2).
  if (request.method === 'HEAD') {
    response.writeHead(status, whole).end()
    return
  }
  const isRangeRequest = mayBePart && allowsRange(readIfRange(request), etag)
  const part = isRangeRequest ? pickRange(request.headers.range, size) : null
  if (part === 'unsatisfiable') {
    const range = { 'content-range': `bytes */${size}`, 'accept-ranges': 'bytes' }
    response.writeHead(416, { ...plainHeaders(origins), ...range, 'content-length': 0 }).end()
    return
  }
  // Read first, so that a missing file is an error before the headers are sent.
  const body = isBrotli
    ? cache.read(toStoredName(file), name => files.read(name))
    : cache.read(file.hash, () => readBody(files, file))
  if (part === null) return await send(response, { status, headers: whole }, body)
  const { start, end } = part
  const range = { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 }
  await send(response, { status: 206, headers: { ...whole, ...range } }, body.subarray(start, end + 1))
}

function readIfRange({ headers }: IncomingMessage): string | undefined {
  const given = headers['if-range']
  return typeof given === 'string' ? given : undefined
}

async function send(
  response: ServerResponse,
  { status, headers }: { status: number; headers: OutgoingHttpHeaders },
  body: Buffer,
): Promise<void> {
  response.writeHead(status, headers)
  if (body.byteLength <= partBytes) response.end(body)
  else await pipeline(Readable.from(split(body), { objectMode: false }), response)
}

function* split(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.byteLength; at += partBytes) yield body.subarray(at, at + partBytes)
}
