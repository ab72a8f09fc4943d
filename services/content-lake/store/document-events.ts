import { findRelease, toDraftId, toPublishedId } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import type { History, LoggedChange } from './history.ts'

/** A page of the history panel: events of one document, newest first, and the cursor of the next page ('' at the end). */
export interface DocumentEvents {
  events: Record<string, JsonObject[]>
  nextCursor: string
}

/**
 * A document's events in the form of the Studio's history panel (`DocumentGroupEvent` in its store/events/types.ts).
 * Without edits, which the panel derives from the transactions.
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

/** Changes scanned for one page: most are edits, which are no events. */
const scanLimit = 2000

function toEvent(changes: LoggedChange[], documentId: string): JsonObject | null {
  const publishedId = toPublishedId(documentId)
  const published = changes.find(change => change.documentId === publishedId)
  const version = changes.find(change => change.documentId !== publishedId)
  if (published) {
    const event = publishedEvent(published, version)
    // A draft's own panel shows only publishing and deletion of the published document. Deletion tells the Studio that
    // a document without a draft was deleted rather than never created.
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
