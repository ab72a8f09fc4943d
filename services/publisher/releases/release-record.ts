import { z } from 'zod'
import type { Fault } from '#renderer/contract.ts'

/** Raised when what is read from a page, or written beside it, changes: older records are then not reused. */
export const recordFormat = 3

const encodings = z.object({ br: z.number().optional(), gzip: z.number().optional() })

const currentFileRecord = z.object({
  /** SHA-256 of the plain bytes, in hexadecimal: the file's entity tag, and what makes two files the same. */
  hash: z.string(),
  /** Bytes, plain. */
  size: z.number(),
  status: z.union([z.literal(200), z.literal(404), z.literal(410)]),
  contentType: z.string(),
  /** Bytes of each precompressed twin. */
  encodings,
  /** Paths of this site that the file refers to. */
  refersTo: z.array(z.string()),
  /** The page's Content-Security-Policy, without `frame-ancestors`; null for what is no page. */
  csp: z.string().nullable(),
  /** What it was made of, in the renderer's words: while all of it stays, so does the file. */
  dependencies: z.array(z.string()),
})

/** A file's record as it is kept on the disk; older code called its dependencies “reads”. */
export const fileRecord = z.preprocess(value => {
  const { reads, ...record } = Object(value)
  return reads === undefined ? value : { ...record, dependencies: reads }
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
  /** Where visitors go instead; null: the page is gone for good. */
  to: z.string().nullable(),
})

/** What the renderer's `/redirects.json` holds. */
export const redirectList = z.array(redirectRecord)

/** What is written of a release beside its public folder, but for the files and documents, which have shards of their own. */
export const releaseHead = z.object({
  format: z.literal(recordFormat),
  release: z.string(),
  publishedAt: z.string(),
  codeVersion: z.string(),
  nextChangeAt: z.string().nullable(),
  /** The clinic's, as the renderer tells it; null where it does not. */
  timeZone: z.string().nullable(),
  /** The origin that links were resolved against. */
  siteUrl: z.string(),
  redirects: redirectList,
  /** Why documents are held back. */
  faults: z.array(fault),
})

/** The part of the renderer's `/release.json` that the publisher itself goes by. */
export const releaseNotice = z.looseObject({
  release: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'a name that can be a folder is needed'),
  publishedAt: z.string(),
  codeVersion: z.string(),
  nextChangeAt: z.string().nullable(),
  timeZone: z.string().nullable().default(null),
})

/** The pages for what is not there and for what is gone: no pages of their own, with the status of what they stand in for. */
const standIns: ReadonlyMap<string, FileRecord['status']> = new Map([
  ['/404.html', 404],
  ['/410.html', 410],
])

/** The status with which the file at a path is answered. */
export function statusOf(path: string): FileRecord['status'] {
  return standIns.get(path) ?? 200
}

/** Whether a path is one of theirs, of which a visitor finds nothing. */
export function isStandIn(path: string): boolean {
  return standIns.has(path.replace(/\/$/, '.html'))
}

export type FileRecord = z.output<typeof fileRecord>
export type Encoding = keyof FileRecord['encodings']
export type RedirectRecord = z.output<typeof redirectRecord>
/** What a release holds, read again at start: the index that it is served by. */
export type ReleaseRecord = z.output<typeof releaseHead> & { files: Readonly<Record<string, FileRecord>> }

/** The file endings of precompressed twins. */
export const twinEndings = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>

const safePath =
  /^\/(?:\.well-known\/)?(?:[A-Za-z0-9_~!$&'()+,;=@%-][A-Za-z0-9._~!$&'()+,;=@%-]*\/)*(?:[A-Za-z0-9_~!$&'()+,;=@%-][A-Za-z0-9._~!$&'()+,;=@%-]*)?$/

/** Whether a path that the renderer gave may become a file of a release: no dot folders but `/.well-known/` (RFC 8615), no way out, no twin's name. */
export function isReleasePath(path: string): boolean {
  return safePath.test(path) && !/\.(?:br|gz)$/.test(path) && path.length <= 1024
}

/** Where the file of a path lies below the public folder: `/a/` in `a/index.html`. */
export function fileOf(path: string): string {
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1)
}

/** Whether a file is a page that patients read. */
export function isPage(file: Pick<FileRecord, 'contentType'>): boolean {
  return file.contentType.startsWith('text/html')
}
