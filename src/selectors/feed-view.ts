import type { Article } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { findPerson, pathOf, type Site } from './site.ts'

/** An article as feeds list it. */
export interface FeedItem {
  path: string
  title: string
  summary: string
  /** Instants, ISO 8601 in UTC. */
  published: string
  modified: string
  author: string | null
  topics: readonly string[]
}

const mostItems = 20

/** The newest articles, newest first. */
export function newestArticles(site: Site): FeedItem[] {
  return site.articles.slice(0, mostItems).map(article => ({
    path: pathOf(article),
    title: article.title,
    summary: article.summary,
    published: toInstant(article.publishedAt),
    modified: modifiedAt(article),
    author: findPerson(site, article.author._ref)?.name ?? null,
    topics: article.topics ?? [],
  }))
}

/** When an article last changed for those who read it: one that waited for its date came out with that date. */
export function modifiedAt({ publishedAt, _updatedAt }: Head<Article>): string {
  const [published, updated] = [toInstant(publishedAt), toInstant(_updatedAt)]
  return Date.parse(published) > Date.parse(updated) ? published : updated
}

function toInstant(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'second' })
}
