import { fixedPages } from '#domain/routes.ts'
import { archiveNumbers, listingPaths } from './article-pages.ts'
import { findListing, type Site } from './site.ts'

/** Fixed pages in a stable order; the list of articles comes with its numbered pages. */
const fixedPaths: readonly string[] = Object.keys(fixedPages)
  .filter(path => path !== '/articles/')
  .sort()

/** The path of every page of the site, in a stable order. */
export function pagePaths(site: Site): string[] {
  const listings = ['', ...site.topics.keys()].flatMap(topic => findListing(site, topic) ?? [])
  return [...fixedPaths, ...site.byPath.keys(), ...listings.flatMap(listingPaths)]
}

/** The numbered pages of a list of articles, as `getStaticPaths` wants them: of a topic, or of all for ''. */
export function archivePages(site: Site, topic: string): string[] {
  const listing = findListing(site, topic)
  return listing ? archiveNumbers(listing).map(String) : []
}

/** The documents that have a page at `path` or below, as `getStaticPaths` wants them: “/articles/” gives every article. */
export function slugsBelow(site: Site, folder: '/' | '/articles/' | '/services/'): string[] {
  const types = { '/': 'page', '/articles/': 'article', '/services/': 'service' } as const
  return site.addressed.filter(({ _type }) => _type === types[folder]).map(({ slug }) => slug)
}
