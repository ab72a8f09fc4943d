import { addressedTypes } from '#domain/page-path.ts'
import { findArticlePage, listingPaths } from './article-pages.ts'
import { deriveOfEach } from './of-each.ts'
import { listOpenPages } from './open-pages.ts'
import { derive, isAddressed, type Site, toPath } from './site.ts'
import { oldestFirst } from './site-lists.ts'

/** Fixed pages in a stable order; the list of articles comes with its numbered pages. */
export function fixedPaths(site: Site): string[] {
  return listOpenPages(site)
    .filter(path => path !== '/articles/')
    .sort()
}

/** The path of every page of the site, in a stable order. */
export const pagePaths = derive('pagePaths', (site): readonly string[] => [
  ...fixedPaths(site),
  ...addressedTypes.flatMap(type => oldestFirst(type, documentPaths(site, [type]))),
  ...listingPaths(site),
])

const documentPaths = deriveOfEach('documentPaths', (_, { shown }) =>
  shown && isAddressed(shown) ? [toPath(shown)] : [],
)

/** Whether the site has a page at a path. */
export function hasPage(site: Site, path: string): boolean {
  return listOpenPages(site).includes(path) || site.at(path) !== null || findArticlePage(site, path) !== null
}
