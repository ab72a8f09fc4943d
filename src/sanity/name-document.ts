import { documentTypeRows, isDocumentType } from '#domain/document-types.ts'
import { type DocumentRecord, unpackDocument } from './kept-document.ts'
import { findTitle } from './validate.ts'

/** How staff know a document, also one of a type that this code does not have: “Sleep and mood” (Articles). */
export function nameDocument({ id, type, content }: DocumentRecord): string {
  const title = content === null ? id : findTitle(unpackDocument(content))
  if (!isDocumentType(type)) return `“${title}”`
  const { isSingleton, plural, untitled } = documentTypeRows[type]
  return isSingleton ? `“${untitled}”` : `“${title === id ? untitled : title}” (${plural})`
}
