import { isRecord, type JsonObject, walkObjects } from './json.ts'

/** A stored document: five system fields and those of its type. Times are ISO 8601 in UTC. */
export interface Doc extends JsonObject {
  _id: string
  _type: string
  _rev: string
  _createdAt: string
  _updatedAt: string
}

/** A document as sent, before it has a revision. */
export interface DocStub extends JsonObject {
  _id: string
  _type: string
}

/** `published` has the bare id, `draft` the prefix `drafts.`, `version` the prefix `versions.<release>.`. */
export type DocKind = 'published' | 'draft' | 'version'

const draftPrefix = 'drafts.'
const versionPrefix = 'versions.'
const idPattern = /^[a-zA-Z0-9._-]{1,128}$/

export function getKind(id: string): DocKind {
  if (id.startsWith(draftPrefix)) return 'draft'
  return id.startsWith(versionPrefix) ? 'version' : 'published'
}

/** The bare id of a document, of its draft or of one of its versions. */
export function toPublishedId(id: string): string {
  if (id.startsWith(draftPrefix)) return id.slice(draftPrefix.length)
  if (id.startsWith(versionPrefix)) return id.split('.').slice(2).join('.')
  return id
}

export function toDraftId(id: string): string {
  return draftPrefix + toPublishedId(id)
}

/** The content release of a version; null for published documents and drafts. */
export function findRelease(id: string): string | null {
  return id.startsWith(versionPrefix) ? (id.split('.')[1] ?? null) : null
}

/** Sanity's rule for ids: letters, digits, dots, underscores and dashes, at most 128, no leading dash or dot. */
export function isValidId(id: string): boolean {
  return idPattern.test(id) && !id.startsWith('-') && !id.startsWith('.')
}

/** Checks that a stored body is a document. Throws an error that names the row, since only a damaged file can fail this. */
export function toDoc(value: unknown, id: string): Doc {
  if (
    isRecord(value) &&
    typeof value._id === 'string' &&
    typeof value._type === 'string' &&
    typeof value._rev === 'string' &&
    typeof value._createdAt === 'string' &&
    typeof value._updatedAt === 'string'
  ) {
    return {
      ...value,
      _id: value._id,
      _type: value._type,
      _rev: value._rev,
      _createdAt: value._createdAt,
      _updatedAt: value._updatedAt,
    }
  }
  throw new TypeError(`The stored body of document “${id}” is not a document.`)
}

/** A reference inside a document, to another document of the same dataset. */
export interface Reference {
  to: string
  weak: boolean
}

/** All references in a document, except into other datasets (`_dataset`), which cannot be checked here. */
export function findReferences(doc: JsonObject): Reference[] {
  const found: Reference[] = []
  walkObjects(doc, object => {
    if (typeof object._ref !== 'string' || typeof object._dataset === 'string') return
    found.push({ to: object._ref, weak: object._weak === true })
  })
  return found
}

/** The ids that GROQ's `references()` finds in a value; it does not look inside references. */
export function findMentionedIds(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) findMentionedIds(item, found)
  else if (isRecord(value)) {
    if (!value._ref) for (const field of Object.keys(value)) findMentionedIds(value[field], found)
    else if (typeof value._ref === 'string') found.add(value._ref)
  }
  return found
}

/** Compares ids by code unit, the order of the dataset. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
