import { isDeepStrictEqual } from 'node:util'
import type { Site } from '../site.ts'
import { answerRecorded } from './questions.ts'

/** Which of the recorded questions have another answer than before: the pages that asked them must be made anew. */
export function findChanged(recorded: Iterable<string>, before: Site, after: Site): Set<string> {
  const changed = new Set<string>()
  for (const question of recorded) {
    // Documents that no edit touched are the same objects, so that this looks inside those alone that were.
    if (!isDeepStrictEqual(answerRecorded(question, before), answerRecorded(question, after))) {
      changed.add(question)
    }
  }
  return changed
}
