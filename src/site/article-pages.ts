import type { Site } from './site.ts'
import { toTopicList } from './site-lists.ts'
import { listTopics, type TopicLink, toTopicPath } from './topics.ts'
import { listOriginals } from './translations.ts'

/** Articles on a page of a list. */
const pageSize = 12

/** A page of a list of articles: of all of them, or of a topic. */
export interface ArticlePage {
  path: string
  /** Its number, from 1 for the oldest; null for the first page that patients see, which holds the newest. */
  number: number | null
  /** The title of its topic; null for all articles. */
  topic: string | null
  /** The articles, newest first. */
  ids: readonly string[]
  /** Paths of the neighbours; null at the ends. */
  newer: string | null
  older: string | null
}

/** The ids of articles, newest first, and the path of the page that shows the newest of them. */
interface ArticleListing {
  path: string
  ids: readonly string[]
}

/** The folder of a list, the address of its topic, and the number of the page. */
const listPath = /^\/articles\/(?:topics\/([a-z0-9-]+)\/)?(?:page\/([1-9]\d{0,5})\/)?$/

/**
 * The page of a list of articles at a path, or null when there is none. Pages are counted from the oldest article, so that
 * a new one changes the first page alone, and an address keeps what it shows: the first page holds twelve to
 * twenty-three, and every other one twelve.
 */
export function findArticlePage(site: Site, path: string): ArticlePage | null {
  const [match, slug = '', digits] = listPath.exec(path) ?? []
  const listing = match === undefined ? null : findListing(site, slug)
  if (!listing) return null
  const number = digits === undefined ? null : Number(digits)
  const pages = countArchivePages(listing)
  if (number !== null && number > pages) return null
  const end = listing.ids.length - (number ?? pages) * pageSize
  const [from, to] = number === null ? [0, end] : [end, end + pageSize]
  const below = number === null ? pages : number - 1
  const above =
    number === null ? null : number === pages ? listing.path : archivePath(listing.path, number + 1)
  return {
    path,
    number,
    topic: findTopic(site, slug)?.title ?? null,
    ids: listing.ids.slice(from, to),
    newer: above,
    older: below > 0 ? archivePath(listing.path, below) : null,
  }
}

/** The paths of every page of every list, the first page of each first. */
export function listingPaths(site: Site): string[] {
  return ['', ...site.topics].flatMap(slug => {
    const listing = findListing(site, slug)
    if (!listing) return []
    const numbers = Array.from({ length: countArchivePages(listing) }, (_, index) => index + 1)
    return [listing.path, ...numbers.map(number => archivePath(listing.path, number))]
  })
}

/** A topic by its address, as its oldest article spells it; null when no article that is out has it. */
export function findTopic(site: Site, slug: string): TopicLink | null {
  const oldest = site.list(toTopicList(slug)).at(-1)
  const shown = oldest === undefined ? null : site.find(oldest)?.shown
  return (shown?._type === 'article' && listTopics(shown).find(topic => topic.slug === slug)) || null
}

/** The articles of a topic by its address, or all of them for ''; null when there are none. */
function findListing(site: Site, slug: string): ArticleListing | null {
  const ids = listOriginals(site, slug === '' ? 'article' : toTopicList(slug))
  return ids.length > 0 ? { path: slug === '' ? '/articles/' : toTopicPath(slug), ids } : null
}

function countArchivePages({ ids }: ArticleListing): number {
  return Math.max(0, Math.floor(ids.length / pageSize) - 1)
}

function archivePath(path: string, number: number): string {
  return `${path}page/${number}/`
}
