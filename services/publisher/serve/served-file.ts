import type { FileRecord } from '../releases/release-record.ts'

/** What a response needs to know of a file. */
export type ServedFile = Pick<
  FileRecord,
  'hash' | 'size' | 'status' | 'contentType' | 'brotliSize' | 'csp'
> & {
  /** Whether it is made of content, not of code alone. */
  isOfContent: boolean
}

export function toServed(file: FileRecord): ServedFile {
  const { hash, size, status, contentType, brotliSize, csp, dependencies } = file
  return { hash, size, status, contentType, brotliSize, csp, isOfContent: dependencies.length > 0 }
}
