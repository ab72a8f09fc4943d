import type { Snapshot } from '#renderer/contract.ts'
import { byId } from '../releases/stored-content.ts'

/** The revisions of documents shown in another revision than before, by id; all documents if there is no before. */
export function findChangedDocuments(before: Snapshot | null, after: Snapshot): Record<string, string> {
  const known = before && byId(before)
  return Object.fromEntries(
    after.documents.flatMap(document => {
      const { id, shownRev } = document
      const old = known?.get(id)
      // What is unchanged is the same object.
      return old === document || shownRev === null || shownRev === old?.shownRev ? [] : [[id, shownRev]]
    }),
  )
}
