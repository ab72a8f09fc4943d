import { type FixedPage, fixedPages } from '#domain/routes.ts'
import { derive, type Site } from './site.ts'

/**
 * The paths of the fixed pages that the site has, in the order of the table of routes: a list without an entry is no page,
 * so that neither menu, sitemap nor search leads to one that is empty.
 */
export const openPages = derive('openPages', (site): readonly string[] =>
  Object.entries<FixedPage>(fixedPages)
    .filter(([, { shows }]) => hasContent(site, shows))
    .map(([path]) => path),
)

function hasContent(site: Site, shows: FixedPage['shows']): boolean {
  switch (shows) {
    case 'services':
      return site.list('service').length > 0
    case 'newestArticle':
      return site.list('article').length > 0
    case 'people':
      return site.list('person').length > 0
    case 'groups':
      return hasGroups(site)
    default:
      return true
  }
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
