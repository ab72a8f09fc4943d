import type { Snapshot } from '#renderer/contract.ts'

/** The revisions of documents shown in another revision than before, by id; all documents if there is no before. */
export function findChangedDocuments(before: Snapshot | null, after: Snapshot): Record<string, string> {
  // What is unchanged is the same object.
  const same = new Set(before?.documents)
  const others = after.documents.filter(document => !same.has(document))
  const ids = new Set(others.map(({ id }) => id))
  const known = new Map(
    before?.documents.filter(({ id }) => ids.has(id)).map(({ id, shownRev }) => [id, shownRev]),
  )
  return Object.fromEntries(
    others.flatMap(({ id, shownRev }) =>
      shownRev !== null && shownRev !== known.get(id) ? [[id, shownRev]] : [],
    ),
  )
}
