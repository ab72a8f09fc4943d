import type { HistoryStore, SanityClient } from 'sanity'
import { getDraftId, getPublishedId } from 'sanity'
import { deletedParams, deletedQuery, parseDeleted } from '../deleted/deleted-document.ts'
import type { OverviewContent } from '../documents/overview.ts'
import { type Change, parseTransactions, type Transaction } from './changes.ts'

/** So many drafts may be what is left of pages that were just taken off the site. */
const newestDrafts = 12

/** The last transactions of the documents that may have changed lately, newest first. */
export async function loadTransactions(
  client: SanityClient,
  content: OverviewContent,
  now: Temporal.Instant,
): Promise<Transaction[]> {
  const drafts = content.drafts.slice(0, newestDrafts).map(({ id }) => getPublishedId(id))
  const deleted = parseDeleted(
    await client.fetch(deletedQuery.fetch, deletedParams(now, []), { perspective: 'raw', tag: 'start' }),
  )
  const ids = new Set([
    ...content.recent.map(({ id }) => id),
    ...drafts,
    ...deleted.slice(0, newestDrafts).map(({ documentId }) => documentId),
  ])
  return ids.size === 0 ? [] : load(client, [...ids], { limit: '40' })
}

/**
 * Makes a draft of what the published document said before the change. Nothing that patients see changes with it.
 * @throws Error, with words for staff, where there is a draft already or what it said before is no longer kept.
 */
export async function putBack(client: SanityClient, history: HistoryStore, change: Change): Promise<void> {
  const { id, transactionId } = change
  const draft = getDraftId(id)
  if (await client.getDocument(draft)) {
    throw new Error(
      'It has newer changes that are not published. Open it, and publish or discard them first.',
    )
  }
  const [, before] = await load(client, [id], { toTransaction: transactionId, limit: '2' })
  if (!before) throw new Error('What it said before is no longer kept.')
  const restored = history.restore(id, draft, before.id)
  await new Promise<void>((resolve, reject) => restored.subscribe({ complete: resolve, error: reject }))
}

async function load(client: SanityClient, ids: readonly string[], query: Record<string, string>) {
  const log: unknown = await client.request({
    url: `/data/history/${client.config().dataset}/transactions/${ids.map(encodeURIComponent).join(',')}`,
    query: {
      excludeContent: 'true',
      includeIdentifiedDocumentsOnly: 'true',
      effectFormat: 'mendoza',
      reverse: 'true',
      ...query,
    },
    tag: 'start',
  })
  // A log of one line may arrive as the object that it holds.
  return parseTransactions(typeof log === 'string' ? log : JSON.stringify(log))
}
