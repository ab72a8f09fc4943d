import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { FileRecord } from '../releases/release-record.ts'
import { locate, type StoredRelease } from '../releases/release-store.ts'
import type { FileCache } from './file-cache.ts'
import { type Doors, fileHeaders, studioAccess } from './headers.ts'
import { isNotModified, pickEncoding } from './negotiate.ts'

/** Larger files are streamed, and not kept in memory. */
const keptBytes = 256 * 1024

/**
 * Answers with one file of one release, in the form that the client prefers, or with 304.
 * @throws if the file cannot be read; nothing has been sent then.
 */
export async function answerFile(input: {
  request: IncomingMessage
  response: ServerResponse
  release: StoredRelease
  path: string
  file: FileRecord
  /** Other than the file's own: 410 for an address that is gone. */
  status?: number
  doors: Doors
  cache: FileCache
}): Promise<void> {
  const { request, response, release, path, file, doors, cache } = input
  const status = input.status ?? file.status
  const encoding = pickEncoding(request.headers['accept-encoding'], file.encodings)
  const etag = `"${file.hash.slice(0, 32)}${encoding ? `-${encoding}` : ''}"`
  const varies = Object.keys(file.encodings).length > 0 ? ['Accept-Encoding'] : []
  const access = path === '/release.json' ? studioAccess(request.headers.origin, doors) : {}
  const headers = {
    ...fileHeaders(path, file, doors),
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
  const whole = {
    ...headers,
    'content-length': size,
    ...(encoding && { 'content-encoding': encoding }),
  }
  if (request.method === 'HEAD') {
    response.writeHead(status, whole).end()
    return
  }
  const location = locate(release, path, encoding)
  if (size <= keptBytes) {
    const body = await cache.read(`${file.hash}.${encoding}`, location)
    response.writeHead(status, whole).end(body)
    return
  }
  response.writeHead(status, whole)
  await pipeline(createReadStream(location), response)
}
