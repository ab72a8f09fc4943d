import { type AddressedType, addressedTypes, isAddressedType, pagePath } from '#domain/page-path.ts'
import type { Article, DocumentOf, Person, Service } from '#sanity/contracts.ts'
import type { DocumentHead, Head, KeptDocument } from '#sanity/kept-document.ts'
import { documentsById, type Snapshot } from '#sanity/snapshot.ts'
import type { ArticleListing } from './article-pages.ts'
import { groupByTopic, type Topic } from './topics.ts'

/** The documents that have a page of their own. */
export type Addressed = { [Type in AddressedType]: Head<DocumentOf<Type>> }[AddressedType]

/** What is published, as it is at one instant, with the indexes that its pages are found by. */
export interface Site {
  readonly snapshot: Snapshot
  readonly now: Temporal.Instant
  /** The clinic's time zone. */
  readonly zone: string
  /** Articles that are out, newest first. */
  readonly articles: readonly Head<Article>[]
  /** Every document whose page exists. */
  readonly addressed: readonly Addressed[]
  /** Those by their path. */
  readonly byPath: ReadonlyMap<string, Addressed>
  /** The topics of articles that are out, by their addresses. */
  readonly topics: ReadonlyMap<string, Topic>
  /** The articles that name a document as related, newest first, by its id. */
  readonly articlesAbout: ReadonlyMap<string, readonly Head<Article>[]>
  /** The articles that a person has reviewed, newest first, by the person's id. */
  readonly articlesReviewedBy: ReadonlyMap<string, readonly Head<Article>[]>
}

/** The last few instants that were asked for: the live release, the next one, and what is being previewed. */
const mostInstants = 4

const sites = new WeakMap<Snapshot, Map<bigint, Site>>()

/** The site that a snapshot makes at `now`; the same one for the same two. */
export function siteAt(snapshot: Snapshot, now: Temporal.Instant): Site {
  const known = sites.get(snapshot) ?? new Map<bigint, Site>()
  sites.set(snapshot, known)
  const site = known.get(now.epochNanoseconds) ?? createSite(snapshot, now)
  known.delete(now.epochNanoseconds)
  known.set(now.epochNanoseconds, site)
  for (const oldest of known.keys()) {
    if (known.size <= mostInstants) break
    known.delete(oldest)
  }
  return site
}

/** The path of a document's page. */
export function toPath({ _type, slug }: Pick<Addressed, '_type' | 'slug'>): string {
  return pagePath(_type, slug)
}

/** A published document by its id; null when the site shows none. */
export function findDocument({ snapshot }: Site, id: string): KeptDocument | null {
  const found = documentsById(snapshot).get(id)
  return found?.shown ? found : null
}

/** The document that a reference leads to, if its page exists; null makes the link plain text. */
export function findLinked(site: Site, id: string): Addressed | null {
  const shown = findDocument(site, id)?.shown
  return shown && isAddressed(shown) && isVisible(shown, site.now) ? shown : null
}

/** The person that a reference leads to; null while the person is not published. */
export function findPerson(site: Site, id: string): Person | null {
  const shown = findDocument(site, id)?.shown
  return shown?._type === 'person' ? shown : null
}

/** The articles of a topic by its address, or all of them for ''; null when there is no such topic. */
export function findListing({ articles, topics }: Site, topic: string): ArticleListing | null {
  return topic === '' ? { path: '/articles/', articles } : (topics.get(topic) ?? null)
}

/** Services in the order that staff gave them. */
export function orderedServices({ snapshot }: Site): Head<Service>[] {
  return snapshot.services.toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title))
}

function createSite(snapshot: Snapshot, now: Temporal.Instant): Site {
  const articles = visibleArticles(snapshot, now)
  const oldestFirst = { article: articles.toReversed(), service: snapshot.services, page: snapshot.pages }
  const addressed = addressedTypes.flatMap<Addressed>(type => oldestFirst[type])
  return {
    snapshot,
    now,
    zone: snapshot.settings.timeZone,
    articles,
    addressed,
    byPath: new Map(addressed.map(document => [toPath(document), document])),
    topics: groupByTopic(articles),
    articlesAbout: groupById(articles, ({ related }) => related ?? []),
    articlesReviewedBy: groupById(articles, ({ reviewer }) => (reviewer ? [reviewer] : [])),
  }
}

/** Articles by the ids of what they refer to. */
function groupById(
  articles: readonly Head<Article>[],
  referencesOf: (article: Head<Article>) => readonly { _ref: string }[],
): Map<string, Head<Article>[]> {
  const groups = new Map<string, Head<Article>[]>()
  for (const article of articles) {
    const ids = referencesOf(article).map(({ _ref }) => _ref)
    for (const id of ids.length > 1 ? new Set(ids) : ids) {
      const group = groups.get(id)
      if (group) group.push(article)
      else groups.set(id, [article])
    }
  }
  return groups
}

/** Whether a document's page exists at `now`: an article waits for its date of publication. */
function isVisible(document: Addressed, now: Temporal.Instant): boolean {
  return document._type !== 'article' || publishedAtMs(document) <= now.epochMilliseconds
}

/** Whether a document has a page of its own. */
export function isAddressed(document: DocumentHead): document is Addressed {
  return isAddressedType(document._type)
}

/** Articles that are out at `now`, newest first. */
function visibleArticles(snapshot: Snapshot, now: Temporal.Instant): Head<Article>[] {
  return snapshot.articles
    .map(article => ({ article, ms: publishedAtMs(article) }))
    .filter(({ ms }) => ms <= now.epochMilliseconds)
    .sort((a, b) => b.ms - a.ms || (a.article._id < b.article._id ? -1 : 1))
    .map(({ article }) => article)
}

const published = new WeakMap<object, number>()

/** When an article comes out, in milliseconds of Unix time; read once, since all articles are sorted by it. */
function publishedAtMs(article: Head<Article>): number {
  const known = published.get(article)
  if (known !== undefined) return known
  const ms = Temporal.Instant.from(article.publishedAt).epochMilliseconds
  published.set(article, ms)
  return ms
}
