import { type Reading, takeIn, titleOf } from './intake.ts'
import type { KeptDocument } from './kept-document.ts'
import { documentsById, type Snapshot, snapshotOf } from './snapshot.ts'

/**
 * The snapshot without the versions of these documents, whose pages turned out not to be fit for patients: of each, the
 * version in `previous` takes its place, or none. Null when that would change nothing, as when the fault lies elsewhere.
 */
export function holdBackDocuments(
  snapshot: Snapshot,
  reasons: ReadonlyMap<string, string>,
  previous: Snapshot | undefined,
  studioUrl: string,
): Snapshot | null {
  const before = documentsById(previous)
  const isNew = ({ id, shownRev }: KeptDocument) => shownRev !== (before.get(id)?.shownRev ?? null)
  const guilty = snapshot.documents.filter(document => reasons.has(document.id) && isNew(document))
  if (guilty.length === 0) return null
  const others = snapshot.documents.filter(document => !guilty.includes(document))
  const readings = guilty.flatMap(document => readingOf(document, reasons.get(document.id)) ?? [])
  const { documents, faults } = takeIn(others, readings, before, studioUrl)
  return snapshotOf(documents, [...snapshot.faults, ...faults], studioUrl)
}

function readingOf({ shown, rev }: KeptDocument, reason: string | undefined): Reading | null {
  if (!shown || reason === undefined) return null
  const { _id: id, _type: type, _createdAt: createdAt } = shown
  const field = type === 'homePage' ? 'highlights' : 'body'
  return {
    id,
    type,
    rev,
    createdAt,
    title: titleOf(shown),
    address: null,
    good: null,
    issues: [{ field, reason }],
  }
}
