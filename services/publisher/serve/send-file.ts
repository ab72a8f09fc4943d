import { open } from 'node:fs/promises'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { SiteOrigins } from '#src/hosts/headers.ts'
import { locate } from '../releases/read-release.ts'
import type { FileRecord } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { FileCache } from './file-cache.ts'
import { fileHeaders, plainHeaders, studioAccess, takesRanges } from './headers.ts'
import { allowsRange, isNotModified, pickEncoding, pickRange } from './negotiate.ts'

/** Larger files are streamed, not cached in memory. */
const keptBytes = 256 * 1024

/**
 * Sends a file of a release: in the variant that the client prefers, a range of it, or 304.
 * @throws if the file cannot be read, before anything is sent.
 */
export async function sendFile(input: {
  request: IncomingMessage
  response: ServerResponse
  release: StoredRelease
  path: string
  file: FileRecord
  /** Overrides the file's status: 410 for a removed address. */
  status?: number
  origins: SiteOrigins
  cache: FileCache
  isImmutable(path: string): boolean
}): Promise<void> {
  const { request, response, release, path, file, origins, cache } = input
  const status = input.status ?? file.status
  const encoding = pickEncoding(request.headers['accept-encoding'], file.encodings)
  const etag = `"${file.hash.slice(0, 32)}${encoding ? `-${encoding}` : ''}"`
  const varies = Object.keys(file.encodings).length > 0 ? ['Accept-Encoding'] : []
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
  const size = (encoding ? file.encodings[encoding] : undefined) ?? file.size
  const mayBePart = status === 200 && takesRanges(file)
  const whole = {
    ...headers,
    'content-length': size,
    ...(encoding && { 'content-encoding': encoding }),
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
  const source = { location: locate(release, file, encoding), size }
  if (part === null) return await send(response, { status, headers: whole }, source, cache)
  const { start, end } = part
  const range = { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 }
  await send(response, { status: 206, headers: { ...whole, ...range } }, source, cache, part)
}

function readIfRange({ headers }: IncomingMessage): string | undefined {
  const given = headers['if-range']
  return typeof given === 'string' ? given : undefined
}

/** Sends a file, or a range of it with both ends included. */
async function send(
  response: ServerResponse,
  { status, headers }: { status: number; headers: OutgoingHttpHeaders },
  { location, size }: { location: string; size: number },
  cache: FileCache,
  { start, end } = { start: 0, end: size - 1 },
): Promise<void> {
  if (size <= keptBytes) {
    const body = await cache.read(location)
    response.writeHead(status, headers).end(body.subarray(start, end + 1))
    return
  }
  // Opened first, so that a missing file is an error before the headers are sent.
  const handle = await open(location)
  response.writeHead(status, headers)
  await pipeline(handle.createReadStream({ start, end }), response)
}
