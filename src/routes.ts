import { archiveNumbers, archivePath } from './article-pages.ts'
import type { Site } from './site.ts'

/** Pages that exist whatever is published. */
const fixedPages: readonly string[] = [
  '/',
  '/articles/',
  '/contact/',
  '/group-therapy/',
  '/search/',
  '/services/',
  '/team/',
]

/** The path of every page of the site, in a stable order. */
export function pagePaths(site: Site): string[] {
  return [...fixedPages, ...site.byPath.keys(), ...archiveNumbers(site).map(archivePath)]
}

/** The documents that have a page at `path` or below, as `getStaticPaths` wants them: “/articles/” gives every article. */
export function slugsBelow(site: Site, folder: '/' | '/articles/' | '/services/'): string[] {
  const types = { '/': 'page', '/articles/': 'article', '/services/': 'service' } as const
  return site.addressed.filter(({ _type }) => _type === types[folder]).map(({ slug }) => slug)
}
