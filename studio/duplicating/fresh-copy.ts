import { documentTypeRows, isDocumentType } from '#domain/document-types.ts'

/**
 * A copy of a document as a fresh draft, begun at `now`: what an original alone has, such as its address and its review, is
 * to be made again.
 */
export function freshCopy<Document extends { _type: string }>(
  document: Document,
  now: Temporal.Instant,
): Document {
  const { _type } = document
  const copy: Document & Record<string, unknown> = { ...document }
  for (const field of isDocumentType(_type) ? documentTypeRows[_type].notCopied : []) delete copy[field]
  return 'publishedAt' in document
    ? { ...copy, publishedAt: now.toString({ smallestUnit: 'millisecond' }) }
    : copy
}
