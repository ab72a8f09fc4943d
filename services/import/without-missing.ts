import type { Finding } from './findings.ts'
import type { MissingPicture } from './picture-files.ts'
import type { Result } from './wordpress/convert.ts'
import type { ImportedDocument } from './wordpress/document.ts'

/** A result without pictures that have no file; their places keep caption and alternative text. */
export function withoutMissing(result: Result, missing: ReadonlyMap<string, MissingPicture>): Result {
  if (missing.size === 0) return result
  const findings: Finding[] = []
  const document = strip(result.document, missing, findings)
  if (findings.length === 0) return result
  return { ...result, document: withoutEmptyImage(document), findings: [...result.findings, ...findings] }
}

function strip<T>(value: T, missing: ReadonlyMap<string, MissingPicture>, findings: Finding[]): T {
  if (typeof value !== 'object' || value === null) return value
  const copy = structuredClone(value)
  visit(copy, missing, findings)
  return copy
}

function visit(value: unknown, missing: ReadonlyMap<string, MissingPicture>, findings: Finding[]): void {
  if (typeof value !== 'object' || value === null) return
  const asset: unknown = Reflect.get(value, '_sanityAsset')
  const lost = typeof asset === 'string' ? missing.get(asset.replace('image@file://./', '')) : undefined
  if (lost) {
    Reflect.deleteProperty(value, '_sanityAsset')
    findings.push({ kind: 'pictureFile', words: `${lost.url} (${lost.why})` })
  }
  for (const each of Object.values(value)) visit(each, missing, findings)
}

/** Removes a document's main image if it has no file. */
function withoutEmptyImage(document: ImportedDocument): ImportedDocument {
  if (!('image' in document) || !document.image || document.image._sanityAsset) return document
  const { image: _, ...rest } = document
  return rest
}
