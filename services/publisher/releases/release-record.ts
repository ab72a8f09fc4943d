import { z } from 'zod'
import type { Fault } from '#renderer/contract.ts'

/** Incremented when the facts read from files change: older records are then not reused. */
export const recordFormat = 3

const currentFileRecord = z.object({
  /** SHA-256 of the uncompressed bytes, in hexadecimal: the entity tag, and identifies equal files. */
  hash: z.string(),
  /** Uncompressed bytes. */
  size: z.number(),
  status: z.union([z.literal(200), z.literal(404), z.literal(410)]),
  contentType: z.string(),
  /** Bytes as stored if the file is stored compressed, by Brotli; null if it is stored as it is. */
  brotliSize: z.number().nullable(),
  /** Paths on this site that the file refers to. */
  refersTo: z.array(z.string()),
  /** The page's Content-Security-Policy, without `frame-ancestors`; null for other files. */
  csp: z.string().nullable(),
  /** What it was made of, in the renderer's words: while all of it stays, so does the file. */
  dependencies: z.array(z.string()),
})

/** A file's record as it is kept on the disk. Older code called its dependencies “reads”, and listed compressed variants. */
export const fileRecord = z.preprocess(value => {
  const { reads, encodings, ...record } = Object(value)
  return { dependencies: reads, brotliSize: encodings?.br ?? null, ...record }
}, currentFileRecord)

const fault = z.object({
  documentId: z.string(),
  type: z.string(),
  title: z.string(),
  field: z.string(),
  reason: z.string(),
  studioUrl: z.string(),
  level: z.enum(['heldBack', 'advice']),
}) satisfies z.ZodType<Fault>

const redirectRecord = z.object({
  from: z.string().startsWith('/'),
  /** The target; null: the page is gone for good. */
  to: z.string().nullable(),
})

/** The renderer's manifest of a release. */
export const manifestPath = '/release.json'

/** The renderer's list of redirects: stored in the record, never served. */
export const redirectsPath = '/redirects.json'

/** The renderer's `/redirects.json`. */
export const redirectList = z.array(redirectRecord)

/** A release's record without files and documents, which have shards. */
export const releaseHead = z.object({
  format: z.literal(recordFormat),
  release: z.string(),
  publishedAt: z.string(),
  codeVersion: z.string(),
  /** That of the renderer; undefined if it had none. */
  contentVersion: z.string().optional(),
  nextChangeAt: z.string().nullable(),
  /** The clinic's, from the renderer's manifest; null if missing. */
  timeZone: z.string().nullable(),
  /** The origin against which links were resolved. */
  siteUrl: z.string(),
  redirects: redirectList,
  /** Faults for which documents are held back. */
  faults: z.array(fault),
})

/** The part of the renderer's manifest, `/release.json`, that the publisher uses. */
export const releaseManifest = z.looseObject({
  release: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'a name that can be a folder is needed'),
  publishedAt: z.string(),
  codeVersion: z.string(),
  nextChangeAt: z.string().nullable(),
  timeZone: z.string().nullable().default(null),
})

/** The pages for missing and removed addresses, with the status that they are sent with; not addresses of their own. */
const standIns: ReadonlyMap<string, FileRecord['status']> = new Map([
  ['/404.html', 404],
  ['/410.html', 410],
])

/** The status that the file at a path is sent with. */
export function expectedStatus(path: string): FileRecord['status'] {
  return standIns.get(path) ?? 200
}

/** Whether a path is one of these pages, which are not found at their own address. */
export function isStandIn(path: string): boolean {
  return standIns.has(path.replace(/\/$/, '.html'))
}

export type FileRecord = z.output<typeof fileRecord>
export type RedirectRecord = z.output<typeof redirectRecord>
/** A release's record, loaded at start: the index from which it is served. */
export type ReleaseRecord = z.output<typeof releaseHead> & { files: ReadonlyMap<string, FileRecord> }

/** The file ending of what is compressed by Brotli. */
export const brotliEnding = '.br'

/** How many bytes of a file are stored. */
export function toStoredSize({ size, brotliSize }: Pick<FileRecord, 'size' | 'brotliSize'>): number {
  return brotliSize ?? size
}

/** The name under which a file is stored. That of a compressed one has its size, since another Brotli makes other bytes. */
export function toStoredName({ hash, brotliSize }: Pick<FileRecord, 'hash' | 'brotliSize'>): string {
  return brotliSize === null ? hash : `${hash}-${brotliSize}${brotliEnding}`
}

const safePath =
  /^\/(?:\.well-known\/)?(?:[A-Za-z0-9_~!$&'()+,;=@%-][A-Za-z0-9._~!$&'()+,;=@%-]*\/)*(?:[A-Za-z0-9_~!$&'()+,;=@%-][A-Za-z0-9._~!$&'()+,;=@%-]*)?$/

/** Whether a path from the renderer may become a file of a release: no dot folders but `/.well-known/` (RFC 8615), nothing outside, no name of a compressed file. */
export function isReleasePath(path: string): boolean {
  return safePath.test(path) && !/\.(?:br|gz)$/.test(path) && path.length <= 1024
}

/** The name of a path's file in a plain folder: `a/index.html` for `/a/`. */
export function toFileName(path: string): string {
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1)
}

/** The number of pages, without those for missing and removed addresses. */
export function countPages({ files }: Pick<ReleaseRecord, 'files'>): number {
  return files
    .values()
    .filter(file => isPage(file) && file.status === 200)
    .toArray().length
}

/** Whether a file is a page that patients read. */
export function isPage(file: Pick<FileRecord, 'contentType'>): boolean {
  return file.contentType.startsWith('text/html')
}
