import { documentTypeRows, typesWith } from '#domain/document-types.ts'
import { fixedPages } from '#domain/routes.ts'
import { derive, type Site } from './site.ts'

/**
 * The paths of the fixed pages that the site has, in the order of the table of routes: a list without an entry is no page,
 * so that neither menu, sitemap nor search leads to one that is empty.
 */
export const openPages = derive('openPages', (site): readonly string[] =>
  Object.keys(fixedPages).filter(path => hasContent(site, path)),
)

/** The paths of the others: pages that this code would have, were there something to show. */
export function closedPages(site: Site): string[] {
  const open = openPages(site)
  return Object.keys(fixedPages).filter(path => !open.includes(path))
}

function hasContent(site: Site, path: string): boolean {
  if (path === '/group-therapy/') return hasGroups(site)
  const types = typesWith('shownOn').filter(type => documentTypeRows[type].shownOn === path)
  return types.length === 0 || types.some(type => site.list(type).length > 0)
}

/** A start can be of a service that nobody marked as a group. */
function hasGroups(site: Site): boolean {
  return (
    site.all('service').some(({ isGroup }) => isGroup) ||
    site
      .all('announcement')
      .some(({ kind, service }) => kind === 'groupStart' && service && site.find(service._ref))
  )
}
