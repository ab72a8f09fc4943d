import { findRelease, toDraftId, toPublishedId } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import type { History, LoggedChange } from './history.ts'

/** A page of the history panel: events of one document, newest first, and where the next page begins ('' at the end). */
export interface DocumentEvents {
  events: Record<string, JsonObject[]>
  nextCursor: string
}

/**
 * What happened to a document, in the words of the Studio's history panel (`DocumentGroupEvent` in its
 * store/events/types.ts). Edits are no events: the panel works them out from the transactions.
 */
export function documentEvents(
  history: History,
  documentId: string,
  limit: number,
  cursor: string | null,
): DocumentEvents {
  const group = [...new Set([documentId, toPublishedId(documentId), toDraftId(documentId)])]
  const before = cursor && /^\d+$/.test(cursor) ? Number(cursor) : undefined
  const scanned = history.changes(group, scanLimit, before)
  const transactions = [...Map.groupBy(scanned, change => change.seq)]
  const found: { seq: number; event: JsonObject }[] = []
  for (const [seq, changes] of transactions) {
    const event = toEvent(changes, documentId)
    if (event) found.push({ seq, event })
  }
  const page = found.slice(0, limit)
  const oldest = found.length > limit ? page.at(-1)?.seq : scanned.at(-1)?.seq
  const more = found.length > limit || scanned.length === scanLimit
  return {
    events: { [documentId]: page.map(({ event }) => event) },
    nextCursor: more && oldest !== undefined ? String(oldest) : '',
  }
}

/** Changes looked at for one page: most are edits, which make no event. */
const scanLimit = 2000

function toEvent(changes: LoggedChange[], documentId: string): JsonObject | null {
  const publishedId = toPublishedId(documentId)
  const published = changes.find(change => change.documentId === publishedId)
  const version = changes.find(change => change.documentId !== publishedId)
  if (published) {
    const event = publishedEvent(published, version)
    // A draft's own panel shows publishing and deletion, and nothing else of the published document. By the latter the
    // Studio knows a document that was deleted, and never was a draft, from one that is new.
    const isShown = event?.type === 'publishDocumentVersion' || event?.type === 'deleteDocumentGroup'
    if (documentId === publishedId || isShown) return event
  }
  if (documentId === publishedId || version?.documentId !== documentId) return null
  return versionEvent(version, publishedId)
}

function publishedEvent(change: LoggedChange, version: LoggedChange | undefined): JsonObject | null {
  const base = { documentId: change.documentId, timestamp: change.at, author: change.author }
  const versionId = version?.documentId ?? toDraftId(change.documentId)
  const versionRevisionId = version?.previousRev ?? change.transactionId
  switch (change.cause) {
    case 'publish':
      return {
        type: 'publishDocumentVersion',
        ...base,
        revisionId: change.transactionId,
        versionId,
        versionRevisionId,
        releaseId: findRelease(versionId) ?? undefined,
        publishCause: 'document.publish',
      }
    case 'unpublish':
      return { type: 'unpublishDocument', ...base, versionId, versionRevisionId: change.transactionId }
    default:
      return liveEvent(change, base)
  }
}

function liveEvent(change: LoggedChange, base: JsonObject): JsonObject {
  if (change.transition === 'disappear') return { type: 'deleteDocumentGroup', ...base }
  const type = change.transition === 'appear' ? 'createLiveDocument' : 'updateLiveDocument'
  return { type, ...base, revisionId: change.transactionId }
}

function versionEvent(change: LoggedChange, publishedId: string): JsonObject | null {
  const base = {
    documentId: publishedId,
    timestamp: change.at,
    author: change.author,
    versionId: change.documentId,
    releaseId: findRelease(change.documentId) ?? undefined,
  }
  if (change.transition === 'appear') {
    return { type: 'createDocumentVersion', ...base, versionRevisionId: change.transactionId }
  }
  if (change.transition !== 'disappear') return null
  if (change.cause === 'delete') return { type: 'deleteDocumentGroup', ...base }
  return { type: 'deleteDocumentVersion', ...base, versionRevisionId: change.previousRev }
}
