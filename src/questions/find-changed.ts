import { isDeepStrictEqual } from 'node:util'
import type { Site } from '../site.ts'
import { answerRecorded } from './questions.ts'

/** Which of the recorded questions have another answer than before: the pages that asked them must be made anew. */
export function findChanged(recorded: Iterable<string>, before: Site, after: Site): Set<string> {
  const changed = new Set<string>()
  for (const question of recorded) {
    if (!isSame(answerRecorded(question, before), answerRecorded(question, after))) changed.add(question)
  }
  return changed
}

/** What no edit touched is the same object in both answers: this looks inside what was touched alone. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    return a.every((item, index) => item === b[index] || isDeepStrictEqual(item, b[index]))
  }
  return isDeepStrictEqual(a, b)
}
