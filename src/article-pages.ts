import type { Article } from './content/contracts.ts'
import type { Head } from './content/kept-document.ts'
import type { Site } from './site.ts'

/** Articles on a page of the list. */
const pageSize = 12

/** A page of the list of articles. */
export interface ArticlePage {
  path: string
  /** Its number, from 1 for the oldest; null for the first page that patients see, which holds the newest. */
  number: number | null
  articles: readonly Head<Article>[]
  /** Paths of the neighbours; null at the ends. */
  newer: string | null
  older: string | null
}

/**
 * The page of the list with this number, or null when there is none. Pages are counted from the oldest article, so that
 * a new one changes the first page alone, and an address keeps what it shows: the first page holds twelve to
 * twenty-three, and every other one twelve.
 */
export function findArticlePage({ articles }: Site, number: number | null): ArticlePage | null {
  const pages = countArchivePages(articles.length)
  if (number !== null && (number < 1 || number > pages)) return null
  const end = articles.length - (number ?? pages) * pageSize
  const [from, to] = number === null ? [0, end] : [end, end + pageSize]
  const below = number === null ? pages : number - 1
  const above = number === null ? null : number === pages ? '/articles/' : archivePath(number + 1)
  return {
    path: number === null ? '/articles/' : archivePath(number),
    number,
    articles: articles.slice(from, to),
    newer: above,
    older: below > 0 ? archivePath(below) : null,
  }
}

/** The numbers of every page of the list but the first. */
export function archiveNumbers({ articles }: Site): number[] {
  return Array.from({ length: countArchivePages(articles.length) }, (_, index) => index + 1)
}

function countArchivePages(articles: number): number {
  return Math.max(0, Math.floor(articles / pageSize) - 1)
}

/** The path of a page of the list by its number. */
export function archivePath(number: number): string {
  return `/articles/page/${number}/`
}
