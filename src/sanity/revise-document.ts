import { type DocumentType, isDocumentType } from '#domain/document-types.ts'
import { contracts } from './contracts.ts'
import {
  type DocumentRecord,
  type KeptDocument,
  keepDocument,
  nothingShown,
  unpackDocument,
} from './kept-document.ts'

/** No revision of any document: one that has it is read again. */
const unread = ''

/** Rounds in which fields that are missing are filled: an object that is filled may be refused for another reason. */
const mostRounds = 5

/**
 * A document that other code kept, as the last good version for this code: fields that it lacks are empty. It counts as
 * not read yet, since the published document may have values for them. Nothing is shown of one that breaks its contract.
 */
export function reviseDocument(record: DocumentRecord): KeptDocument {
  const { id, type, content } = record
  const good = content !== null && isDocumentType(type) ? findGood(type, unpackDocument(content)) : null
  const hidden = { id, type, shownRev: null, content: null, ...nothingShown }
  return Object.freeze({ ...(good ?? hidden), rev: unread })
}

/** The document as this code would keep it; null if it breaks its contract. Fills what is missing in `document`. */
function findGood(type: DocumentType, document: object): KeptDocument | null {
  for (let round = 0; round < mostRounds; round += 1) {
    const { success, data, error } = contracts[type].safeParse(document)
    if (success) return keepDocument(data)
    const filled = error.issues.filter(({ path }) => fillMissing(document, path))
    if (filled.length === 0) return null
  }
  return null
}

/** Makes the field at a path null, as a query answers for one without a value. False if the field is there. */
function fillMissing(document: object, path: readonly PropertyKey[]): boolean {
  const field = path.at(-1)
  let parent: unknown = document
  for (const part of path.slice(0, -1)) parent = Object(parent)[part]
  if (field === undefined || typeof parent !== 'object' || parent === null) return false
  return Reflect.get(parent, field) === undefined && Reflect.set(parent, field, null)
}
