import { isDeepStrictEqual } from 'node:util'
import { readRecorded } from './questions.ts'
import type { Site } from './site.ts'

/** Tells of a recorded question whether it has another answer than before: a page that asked it must be made anew. */
export function createChangeTest(before: Site, after: Site): (recorded: string) => boolean {
  const known = new Map<string, boolean>()
  return recorded => {
    const found = known.get(recorded)
    if (found !== undefined) return found
    const { question, of } = readRecorded(recorded)
    const hasChanged = !isSame(question.answer(before, of), question.answer(after, of))
    known.set(recorded, hasChanged)
    return hasChanged
  }
}

/** What no edit touched is the same object in both answers: a shallow look is enough for nearly all of them. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b) && hasSameItems(a, b)) return true
  return isDeepStrictEqual(a, b)
}

function hasSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
