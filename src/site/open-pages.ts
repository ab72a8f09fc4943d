import { documentTypeRows, typesWith } from '#domain/document-types.ts'
import { fixedPages } from '#domain/routes.ts'
import type { DocumentHead } from '#sanity/kept-document.ts'
import { derive, type Site } from './site.ts'

/**
 * The paths of the fixed pages that the site has, in the order of the list of routes: a list without an entry is no page,
 * so that neither menu, sitemap nor search leads to one that is empty.
 */
export const listOpenPages = derive('listOpenPages', (site): readonly string[] =>
  fixedPages.filter(path => hasContent(site, path)),
)

/** The paths of the others: pages that this code would have, were there something to show. */
export function listClosedPages(site: Site): string[] {
  const open = listOpenPages(site)
  return fixedPages.filter(path => !open.includes(path))
}

function hasContent(site: Site, path: string): boolean {
  if (path === '/group-therapy/') return listGroupsAndStarts(site).length > 0
  const types = typesWith('shownOn').filter(type => documentTypeRows[type].shownOn === path)
  return types.length === 0 || types.some(type => site.list(type).length > 0)
}

/** What /group-therapy/ shows. A start can be of a service that nobody marked as a group. */
export function listGroupsAndStarts(site: Site): DocumentHead[] {
  const starts = site
    .all('announcement')
    .filter(({ kind, service }) => kind === 'groupStart' && service && site.find(service._ref))
  return [...site.all('service').filter(({ isGroup }) => isGroup), ...starts]
}
