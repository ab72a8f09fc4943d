import { fixedPages } from '#domain/routes.ts'
import { listingPaths } from './article-pages.ts'
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
