import type { DocumentType } from '#domain/document-types.ts'
import type { DocumentHead, KeptDocument } from '#sanity/kept-document.ts'
import { documentsById, type Snapshot } from '#sanity/snapshot.ts'
import { Readers } from './readers.ts'
import { findLists, isDated, type Move, type SiteLists, updateLists, waitingList } from './site-lists.ts'

/** What is published, at one instant, with the indexes by which pages find it. Only `Site` reads it. */
export interface SiteFacts {
  readonly snapshot: Snapshot
  readonly now: Temporal.Instant
  readonly documents: ReadonlyMap<string, KeptDocument>
  readonly lists: SiteLists
  /** The documents that are out by their type, once somebody has asked for those of it. */
  readonly heads: Map<DocumentType, readonly DocumentHead[]>
  /** The addresses of topics that have articles, sorted. */
  readonly topics: readonly string[]
  /** What was worked out of what; null once others have taken it over. */
  readers: Readers | null
  /** The facts that these took their readers from; null for none. Weak, since they would keep all those before them. */
  readonly since: WeakRef<SiteFacts> | null
}

/** Read by what lists topics. */
export const topicsSource = 'topics'

/** Read by what asks for the time. */
export const timeSource = 'now'

/**
 * The facts of a snapshot at `now`, made of those `before` as far as they are the same. These lose their readers, which go
 * on to the new ones.
 */
export function makeFacts(snapshot: Snapshot, now: Temporal.Instant, before: SiteFacts | null): SiteFacts {
  const documents = documentsById(snapshot)
  const own = { snapshot, now, documents, heads: new Map() }
  if (!before || Temporal.Instant.compare(now, before.now) < 0) {
    const moves = snapshot.documents.flatMap(each => findMove(null, each, 0, now.epochMilliseconds) ?? [])
    const lists = updateLists(new Map(), moves, findHead)
    return { ...own, lists, topics: listTopics(lists), readers: new Readers(), since: null }
  }
  const { changed, moves } = findMoves(before, { snapshot, documents, now })
  const lists = moves.length > 0 ? updateLists(before.lists, moves, findHead) : before.lists
  const sources = new Set([timeSource, ...changed, ...moves.flatMap(({ from, to }) => [...from, ...to])])
  const isTopical = sources
    .values()
    .some(name => name.startsWith('topic ') && lists.has(name) !== before.lists.has(name))
  if (isTopical) sources.add(topicsSource)
  const topics = isTopical ? listTopics(lists) : before.topics
  const { readers } = before
  // From now on, what is worked out of those before is not noted: what it reads may have been, and is known no longer.
  before.readers = null
  readers?.goOn(sources, now.epochMilliseconds)
  const since = readers && new WeakRef(before)
  return { ...own, lists, topics, readers: readers ?? new Readers(), since }

  function findHead(id: string): DocumentHead | null {
    return documents.get(id)?.shown ?? null
  }
}

/** Ids of documents that are other ones than before, or that time has brought out, and those that are in other lists. */
function findMoves(
  before: SiteFacts,
  { snapshot, documents, now }: Pick<SiteFacts, 'snapshot' | 'documents' | 'now'>,
): { changed: string[]; moves: Move[] } {
  const changed: string[] = []
  const moves: Move[] = []
  const look = (old: KeptDocument | null, document: KeptDocument | null) => {
    const move = findMove(old, document, before.now.epochMilliseconds, now.epochMilliseconds)
    if (move) moves.push(move)
    const id = (document ?? old)?.id
    if (id !== undefined && (move || old !== document)) changed.push(id)
  }
  for (const document of snapshot.documents) {
    const old = before.documents.get(document.id) ?? null
    if (old !== document) look(old, document)
  }
  for (const old of before.snapshot.documents) if (!documents.has(old.id)) look(old, null)
  for (const id of before.lists.get(waitingList) ?? []) {
    const document = documents.get(id)
    if (document && document === before.documents.get(id)) look(document, document)
  }
  return { changed, moves }
}

/** How a document goes from one state to the next; null if it is in the same places of the same lists. */
function findMove(
  old: KeptDocument | null,
  document: KeptDocument | null,
  beforeMs: number,
  nowMs: number,
): Move | null {
  const id = (document ?? old)?.id ?? ''
  const from = old ? findLists(old, beforeMs) : []
  const to = document ? findLists(document, nowMs) : []
  const isSame = from.length === to.length && from.every((name, index) => name === to[index])
  return isSame && toPlace(old) === toPlace(document) ? null : { id, from, to }
}

/** By what a document is sorted. */
function toPlace(document: KeptDocument | null): string {
  const shown = document?.shown
  return shown && isDated(shown) ? shown.publishedAt : (shown?._createdAt ?? '')
}

function listTopics(lists: SiteLists): string[] {
  return [...lists.keys()]
    .flatMap(name => (name.startsWith('topic ') ? name.slice('topic '.length) : []))
    .sort()
}
