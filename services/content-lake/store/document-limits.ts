import { type Doc, isValidId, toPublishedId } from '../documents/documents.ts'
import { LakeError } from '../errors.ts'

/** The largest document: the site's longest article is a tenth of it. */
const limits = {
  /** Its JSON, in bytes. */
  bytes: 1_000_000,
  /** One text in it, in UTF-16 units. */
  characters: 200_000,
  /** Levels of nested objects and lists: code that walks a document recurses at each level. */
  levels: 100,
} as const

/**
 * Checks a document before it is stored: id, nesting, lengths of texts, names of fields, size.
 * @throws LakeError 400 or 413, which says what to do.
 */
export function requireFit(doc: Doc): void {
  requireValidId(doc._id)
  const name = `Document “${doc._id}”`
  const { levels, longestText, unsafeField } = measure(doc)
  if (unsafeField !== null) {
    throw new LakeError(400, 'invalidField', `${name} has a field “${unsafeField}”. Give it another name.`)
  }
  if (levels > limits.levels) {
    throw new LakeError(
      400,
      'documentTooDeep',
      `${name} is nested more than ${limits.levels} levels deep. Flatten it.`,
    )
  }
  if (longestText > limits.characters) {
    throw tooLarge(
      `${name} holds a text of ${inWords(longestText)} characters. A text has at most ${inWords(limits.characters)} characters: shorten it.`,
    )
  }
  const bytes = Buffer.byteLength(JSON.stringify(doc))
  if (bytes > limits.bytes) {
    throw tooLarge(
      `${name} is ${inWords(bytes)} bytes large. A document has at most ${inWords(limits.bytes)} bytes: make several of it.`,
    )
  }
}

/** Checks a document's id and, for a draft or version, its published id. @throws LakeError 400 */
export function requireValidId(id: string): void {
  if (isValidId(id) && isValidId(toPublishedId(id))) return
  throw new LakeError(
    400,
    'invalidDocumentId',
    `“${id}” cannot be a document's id. Use letters, digits, dots, underscores and dashes, at most 128.`,
  )
}

/** With a field of these names a document would fail every query that sees it. */
const unsafeFields = new Set(['__proto__', 'hasOwnProperty'])

/** Without recursion: patches may nest deeper than the stack allows. */
function measure(value: unknown): { levels: number; longestText: number; unsafeField: string | null } {
  let unsafeField: string | null = null
  let levels = 0
  let longestText = 0
  const waiting = [{ value, level: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value === 'string') longestText = Math.max(longestText, next.value.length)
    if (typeof next.value !== 'object' || next.value === null) continue
    const level = next.level + 1
    levels = Math.max(levels, level)
    for (const [field, inner] of Object.entries(next.value)) {
      if (unsafeFields.has(field)) unsafeField = field
      waiting.push({ value: inner, level })
    }
  }
  return { levels, longestText, unsafeField }
}

function tooLarge(message: string): LakeError {
  return new LakeError(413, 'documentTooLarge', message)
}

function inWords(count: number): string {
  return count.toLocaleString('en-US')
}
