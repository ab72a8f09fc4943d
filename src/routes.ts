import type { Article, Page, Service } from './content/contracts.ts'
import type { Snapshot } from './content/snapshot.ts'

/** The documents that have a page of their own. */
export type Addressed = Article | Service | Page

/** The path of a document's page. */
export function pathOf(document: Addressed): string {
  switch (document._type) {
    case 'article':
      return `/articles/${document.slug}/`
    case 'service':
      return `/services/${document.slug}/`
    case 'page':
      return `/${document.slug}/`
  }
}

/** Whether a document's page exists at `now`: an article waits for its date of publication. */
export function isVisible(document: Addressed, now: Temporal.Instant): boolean {
  if (document._type !== 'article') return true
  return Temporal.Instant.compare(Temporal.Instant.from(document.publishedAt), now) <= 0
}

/** Pages that exist whatever is published. */
const fixedPages: readonly string[] = [
  '/',
  '/articles/',
  '/contact/',
  '/group-therapy/',
  '/services/',
  '/team/',
]

/** The documents whose pages exist at `now`. */
export function addressedDocuments(snapshot: Snapshot, now: Temporal.Instant): Addressed[] {
  return [...snapshot.services, ...snapshot.articles, ...snapshot.pages].filter(document =>
    isVisible(document, now),
  )
}

/** The path of every page of the site, in a stable order. */
export function pagePaths(snapshot: Snapshot, now: Temporal.Instant): string[] {
  return [...fixedPages, ...addressedDocuments(snapshot, now).map(pathOf)]
}

/** Articles that are out at `now`, newest first. */
export function visibleArticles(snapshot: Snapshot, now: Temporal.Instant): Article[] {
  return snapshot.articles
    .filter(article => isVisible(article, now))
    .toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt) || a._id.localeCompare(b._id))
}

/** The document that a reference leads to, if its page exists at `now`; null makes the link plain text. */
export function findLinked(snapshot: Snapshot, id: string, now: Temporal.Instant): Addressed | null {
  return addressedDocuments(snapshot, now).find(({ _id }) => _id === id) ?? null
}

/** Services in the order that staff gave them. */
export function orderedServices(snapshot: Snapshot): Service[] {
  return snapshot.services.toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title))
}
