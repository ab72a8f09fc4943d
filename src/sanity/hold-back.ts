import type { KeptDocument } from './kept-document.ts'
import { documentsById, makeSnapshot, type Snapshot } from './snapshot.ts'
import { findTitle, type Issue, mergeReadings, type Reading } from './validate.ts'

/**
 * The snapshot without the versions of documents, by their ids, that turned out not to be fit for patients: of each, the
 * version in `previous` takes its place, or none. Null when that would change nothing, as when the fault lies elsewhere.
 */
export function holdBackDocuments(
  snapshot: Snapshot,
  issues: ReadonlyMap<string, Issue>,
  previous: Snapshot | undefined,
  studioUrl: string,
): Snapshot | null {
  const before = documentsById(previous)
  const isNew = ({ id, shownRev }: KeptDocument) => shownRev !== (before.get(id)?.shownRev ?? null)
  const guilty = snapshot.documents.filter(document => issues.has(document.id) && isNew(document))
  if (guilty.length === 0) return null
  const others = snapshot.documents.filter(document => !guilty.includes(document))
  const readings = guilty.flatMap(document => readingOf(document, issues.get(document.id)) ?? [])
  const { documents, faults } = mergeReadings(others, readings, before, studioUrl)
  return makeSnapshot(documents, [...snapshot.faults, ...faults], studioUrl)
}

function readingOf({ shown, rev }: KeptDocument, issue: Issue | undefined): Reading | null {
  if (!shown || issue === undefined) return null
  const { _id: id, _type: type, _createdAt: createdAt } = shown
  return {
    id,
    type,
    rev,
    createdAt,
    title: findTitle(shown),
    good: null,
    issues: [issue],
  }
}
