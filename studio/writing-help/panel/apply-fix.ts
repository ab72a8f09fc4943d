import { insert, PatchEvent, set, unset } from 'sanity'
import type { Change, Fix } from '../finding.ts'

/** The changes of a fix as the form of a document takes them, all at once. */
export function toPatchEvent({ changes }: Fix): PatchEvent {
  return PatchEvent.from(changes.map(toPatch))
}

function toPatch(change: Change) {
  switch (change.kind) {
    case 'set':
      return set(change.value, change.path)
    case 'remove':
      return unset(change.path)
    case 'insertAfter':
      return insert([change.item], 'after', change.path)
  }
}
