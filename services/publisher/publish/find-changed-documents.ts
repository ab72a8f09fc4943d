import type { Snapshot } from '#renderer/contract.ts'

/** The revisions of documents shown in another revision than before, by id; all documents if there is no before. */
export function findChangedDocuments(before: Snapshot | null, after: Snapshot): Record<string, string> {
  const known = new Map(before?.documents.map(({ id, shownRev }) => [id, shownRev]))
  return Object.fromEntries(
    after.documents.flatMap(({ id, shownRev }) =>
      shownRev !== null && shownRev !== known.get(id) ? [[id, shownRev]] : [],
    ),
  )
}
