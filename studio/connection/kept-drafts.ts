import type { MutationEvent } from '@sanity/client'
import { getPublishedId, isDraftId } from '@sanity/client/csm'
import type { Connection } from './connection.ts'
import type { StreamEvent } from './transactions.ts'

/** How long events wait at most for what this window still saves, in milliseconds. */
const longestHoldMs = 30_000

/** Whether these are the events of one open form: its draft and its published document. */
export function isPairListener(url: URL): boolean {
  return url.searchParams.get('query') === '*[_id in $ids]'
}

/**
 * Passes on the events of a form's documents, but keeps a draft that somebody else publishes, or discards, while this
 * window has changes to it that are not saved yet. Sanity's mutator drops all of these with the draft. The Content Lake
 * makes the draft again as soon as they arrive: until then the events wait, and then both become one change of a draft
 * that was never gone. Where nothing comes of the changes, the events are passed on as they are.
 */
export function createDraftKeeper(
  connection: Connection,
  passOn: (events: StreamEvent[]) => void,
  signal: AbortSignal,
): (events: StreamEvent[]) => void {
  let held: StreamEvent[][] = []
  let gone: MutationEvent | undefined
  let endHold = () => {}

  function keep(draft: MutationEvent): void {
    gone = draft
    const unsubscribe = connection.subscribe(() => {
      if (!connection.isUnsaved(getPublishedId(draft.documentId))) release(held)
    })
    const timer = setTimeout(() => release(held), longestHoldMs)
    endHold = () => {
      unsubscribe()
      clearTimeout(timer)
      signal.removeEventListener('abort', endHold)
    }
    signal.addEventListener('abort', endHold)
  }

  function release(transactions: StreamEvent[][]): void {
    endHold()
    held = []
    gone = undefined
    for (const events of transactions) if (events.length > 0) passOn(events)
  }

  return events => {
    if (!gone) {
      const draft = events.find(each => isUnsavedDraftGone(each.mutation, connection))?.mutation
      if (!draft) return passOn(events)
      keep(draft)
      held.push(events)
      return
    }
    held.push(events)
    const isBack = events.some(each => isReturn(each.mutation, gone))
    if (isBack) release(held.map(each => withoutGap(each, gone)))
    // The Studio reads all documents again after such a message.
    else if (events.some(each => each.mutation === null)) release(held)
  }
}

function isUnsavedDraftGone(mutation: MutationEvent | null, connection: Connection): boolean {
  if (mutation?.transition !== 'disappear' || !isDraftId(mutation.documentId)) return false
  return connection.isUnsaved(getPublishedId(mutation.documentId))
}

function isReturn(mutation: MutationEvent | null, gone: MutationEvent | undefined): boolean {
  return mutation?.transition === 'appear' && mutation.documentId === gone?.documentId
}

/** A transaction that neither deletes nor recreates the draft: it only moves it to its next revision. */
function withoutGap(events: StreamEvent[], gone: MutationEvent | undefined): StreamEvent[] {
  const kept = events.filter(each => each.mutation !== gone)
  return kept.map(each => {
    if (!each.mutation) return each
    const mutation = { ...each.mutation, transactionTotalEvents: kept.length }
    const change = isReturn(mutation, gone)
      ? {
          ...mutation,
          transition: 'update' as const,
          ...(gone?.previousRev && { previousRev: gone.previousRev }),
          mutations: mutation.mutations.map(toReplacement),
        }
      : mutation
    return { mutation: change, message: { ...each.message, data: JSON.stringify(change) } }
  })
}

function toReplacement(mutation: MutationEvent['mutations'][number]): MutationEvent['mutations'][number] {
  return 'create' in mutation
    ? { createOrReplace: { ...mutation.create, _id: String(mutation.create._id) } }
    : mutation
}
