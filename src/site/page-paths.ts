import type { AddressedType } from '#domain/page-path.ts'
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

/** The slugs of the documents of a type, as `getStaticPaths` wants them. */
export function listSlugs(site: Site, type: AddressedType): string[] {
  return site.addressed.filter(({ _type }) => _type === type).map(({ slug }) => slug)
}
