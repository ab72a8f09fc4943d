/** What somebody typed into a field: understood as a value, or why it is not, in words that say what to write instead. */
export type Typed<Value> = { readonly value: Value } | { readonly fault: string }

/** Thrown inside a reader of typed text; its message is for staff. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood'
}

/** What `read` understands, or the words of the `NotUnderstood` that it throws. */
export function understand<Value>(read: () => Value): Typed<Value> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof NotUnderstood) return { fault: error.message }
    throw error
  }
}

/** Why a text that is stored in place of a value is none: by its reading, or because no form has stored it. */
export function describeFault(text: string, reading: Typed<unknown>): string {
  return 'fault' in reading
    ? reading.fault
    : `${quoted(text)} is not stored as the site reads it. Type it again.`
}

/** The text as a fault names it: no longer than a line. */
export function quoted(text: string): string {
  const given = text.trim()
  return `“${given.length > 60 ? `${given.slice(0, 60)}…` : given}”`
}

/** The text in one writing of spaces, letters and digits, without what carries no meaning at its ends. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** From zero to twelve. */
export const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** The whole number from zero to twelve that a word names, or null. */
export function findNumberWord(word: string): number | null {
  const number = numberWords.indexOf(word)
  return number === -1 ? null : number
}
