import type { Language } from '#domain/languages.ts'
import { modifiedAt, toSecond } from '#domain/modified-at.ts'
import { findPerson, newestOf, type Site, toPath } from '#site/site.ts'

/** An article as feeds list it. */
export interface FeedItem {
  path: string
  title: string
  summary: string
  /** Instants, ISO 8601 in UTC. */
  published: string
  modified: string
  author: string | null
  /** Of its words; null is the language of the site. */
  language: Language | null
  topics: readonly string[]
}

const mostItems = 20

/** The newest articles, newest first. */
export function newestArticles(site: Site): FeedItem[] {
  return newestOf(site, 'article', mostItems).map(article => ({
    path: toPath(article),
    title: article.title,
    summary: article.summary,
    published: toSecond(article.publishedAt),
    modified: modifiedAt(article),
    author: findPerson(site, article.author._ref)?.name ?? null,
    language: article.language,
    topics: article.topics ?? [],
  }))
}
