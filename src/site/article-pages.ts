import type { Article } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'

/** Articles on a page of a list. */
const pageSize = 12

/** A page of a list of articles: of all of them, or of a topic. */
export interface ArticlePage {
  path: string
  /** Its number, from 1 for the oldest; null for the first page that patients see, which holds the newest. */
  number: number | null
  articles: readonly Head<Article>[]
  /** Paths of the neighbours; null at the ends. */
  newer: string | null
  older: string | null
}

/** Articles, newest first, and the path of the page that shows the newest of them. */
export interface ArticleListing {
  path: string
  articles: readonly Head<Article>[]
}

/**
 * The page of a list with this number, or null when there is none. Pages are counted from the oldest article, so that
 * a new one changes the first page alone, and an address keeps what it shows: the first page holds twelve to
 * twenty-three, and every other one twelve.
 */
export function findArticlePage(listing: ArticleListing, number: number | null): ArticlePage | null {
  const { path, articles } = listing
  const pages = countArchivePages(articles.length)
  if (number !== null && (number < 1 || number > pages)) return null
  const end = articles.length - (number ?? pages) * pageSize
  const [from, to] = number === null ? [0, end] : [end, end + pageSize]
  const below = number === null ? pages : number - 1
  const above = number === null ? null : number === pages ? path : archivePath(path, number + 1)
  return {
    path: number === null ? path : archivePath(path, number),
    number,
    articles: articles.slice(from, to),
    newer: above,
    older: below > 0 ? archivePath(path, below) : null,
  }
}

/** The numbers of every page of a list but the first. */
export function archiveNumbers({ articles }: ArticleListing): number[] {
  return Array.from({ length: countArchivePages(articles.length) }, (_, index) => index + 1)
}

/** The paths of every page of a list, the first one first. */
export function listingPaths(listing: ArticleListing): string[] {
  return [listing.path, ...archiveNumbers(listing).map(number => archivePath(listing.path, number))]
}

function countArchivePages(articles: number): number {
  return Math.max(0, Math.floor(articles / pageSize) - 1)
}

function archivePath(path: string, number: number): string {
  return `${path}page/${number}/`
}
