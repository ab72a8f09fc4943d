import type { Snapshot } from '#renderer/contract.ts'

/** The documents that are shown in another revision than before, by id; with nothing before, all of them. */
export function changedDocuments(before: Snapshot | null, after: Snapshot): Record<string, string> {
  const known = new Map(before?.documents.map(({ id, shownRev }) => [id, shownRev]))
  return Object.fromEntries(
    after.documents.flatMap(({ id, shownRev }) =>
      shownRev !== null && shownRev !== known.get(id) ? [[id, shownRev]] : [],
    ),
  )
}
