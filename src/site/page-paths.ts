import { addressedTypes } from '#domain/page-path.ts'
import { findArticlePage, listingPaths } from './article-pages.ts'
import { listOpenPages } from './open-pages.ts'
import { rememberEach } from './remember.ts'
import { type Addressed, derive, type Site, toPath } from './site.ts'
import { isDated } from './site-lists.ts'

/** Fixed pages in a stable order; the list of articles comes with its numbered pages. */
export function fixedPaths(site: Site): string[] {
  return listOpenPages(site)
    .filter(path => path !== '/articles/')
    .sort()
}

/** The path of every page of the site, in a stable order. */
export const pagePaths = derive('pagePaths', (site): readonly string[] => [
  ...fixedPaths(site),
  ...addressed(site).map(pathOf),
  ...listingPaths(site),
])

const pathOf = rememberEach(toPath)

/** Every document that has a page, in the order of their pages. */
export function addressed(site: Site): readonly Addressed[] {
  return addressedTypes.flatMap(type => oldestFirst(site, type))
}

/** Whether the site has a page at a path. */
export function hasPage(site: Site, path: string): boolean {
  return listOpenPages(site).includes(path) || site.at(path) !== null || findArticlePage(site, path) !== null
}

function oldestFirst(site: Site, type: Addressed['_type']): readonly Addressed[] {
  const documents: Addressed[] = site.all(type)
  return documents.some(isDated) ? documents.reverse() : documents
}
