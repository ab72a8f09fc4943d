import type { DocumentType } from '#domain/document-types.ts'
import { isAddressedType, pagePath } from '#domain/page-path.ts'
import type { Article } from '#sanity/contracts.ts'
import type { DocumentHead, Head, KeptDocument } from '#sanity/kept-document.ts'
import { listTopics } from './topics.ts'

/**
 * Ids of documents by the names of lists, such as “article”, “path /contact/” or “topic sleep”. What has a date to come out is
 * newest first, all else oldest first.
 */
export type SiteLists = ReadonlyMap<string, readonly string[]>

/** The lists that a document is in at `nowMs`: one that waits for its date is in none but one of its own. */
export function findLists({ shown }: KeptDocument, nowMs: number): string[] {
  if (!shown) return []
  if (isDated(shown) && publishedAtMs(shown) > nowMs) return [waitingList]
  const path =
    isAddressedType(shown._type) && 'slug' in shown ? [toPathList(pagePath(shown._type, shown.slug))] : []
  const translated =
    'translationOf' in shown && shown.translationOf
      ? [translationList, toTranslationList(shown.translationOf._ref)]
      : []
  return [shown._type, ...path, ...translated, ...(shown._type === 'article' ? listsOfArticle(shown) : [])]
}

function listsOfArticle(article: Head<Article>): string[] {
  const related = new Set((article.related ?? []).map(({ _ref }) => _ref))
  return [
    ...listTopics(article).map(({ slug }) => toTopicList(slug)),
    ...Array.from(related, toAboutList),
    ...(article.reviewer ? [toReviewedList(article.reviewer._ref)] : []),
  ]
}

export const toPathList = (path: string): string => `path ${path}`
export const toTopicList = (slug: string): string => `topic ${slug}`
export const toAboutList = (id: string): string => `about ${id}`
export const toReviewedList = (personId: string): string => `reviewed by ${personId}`
/** What waits for its date. */
export const waitingList = 'waiting'
/** Every translation. */
export const translationList = 'translations'
export const toTranslationList = (originalId: string): string => `translations of ${originalId}`

/** A document that leaves lists and joins others. */
export interface Move {
  id: string
  from: readonly string[]
  to: readonly string[]
}

/** The lists after moves. */
export function updateLists(
  before: SiteLists,
  moves: readonly Move[],
  find: (id: string) => DocumentHead | null,
): SiteLists {
  const lists = new Map<string, readonly string[]>(before)
  const left = groupByList(moves.map(({ id, from }) => [id, from]))
  const joined = groupByList(moves.map(({ id, to }) => [id, to]))
  for (const name of new Set([...left.keys(), ...joined.keys()])) {
    const gone = new Set(left.get(name))
    const stayed = (before.get(name) ?? []).filter(id => !gone.has(id))
    const heads = [...stayed, ...(joined.get(name) ?? [])].flatMap(id => find(id) ?? [])
    if (heads.length > 0)
      lists.set(
        name,
        heads.sort(inOrder).map(({ _id }) => _id),
      )
    else lists.delete(name)
  }
  return lists
}

function groupByList(
  entries: readonly (readonly [id: string, lists: readonly string[]])[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [id, lists] of entries) {
    for (const name of lists) {
      const group = groups.get(name)
      if (group) group.push(id)
      else groups.set(name, [id])
    }
  }
  return groups
}

function inOrder(a: DocumentHead, b: DocumentHead): number {
  if (isDated(a) && isDated(b)) {
    return publishedAtMs(b) - publishedAtMs(a) || (a._id < b._id ? -1 : 1)
  }
  if (a._createdAt !== b._createdAt) return a._createdAt < b._createdAt ? -1 : 1
  return a._id < b._id ? -1 : 1
}

const newestFirst: object = { article: true } satisfies Record<Dated['_type'], true>

/** What the list of a type has, or what was made of each in its order, the oldest first. */
export function oldestFirst<Value>(type: DocumentType, values: readonly Value[]): readonly Value[] {
  return Object.hasOwn(newestFirst, type) ? values.toReversed() : values
}

/** A document that comes out at a date, and is listed by it, newest first. */
export type Dated = Extract<DocumentHead, { publishedAt: string }>

export function isDated(document: DocumentHead): document is Dated {
  return 'publishedAt' in document
}

const published = new WeakMap<object, number>()

/** When a document comes out, in milliseconds of Unix time; read once, since all articles are sorted by it. */
export function publishedAtMs(document: Dated): number {
  const known = published.get(document)
  if (known !== undefined) return known
  const ms = Temporal.Instant.from(document.publishedAt).epochMilliseconds
  published.set(document, ms)
  return ms
}
