import { hasPage } from './page-paths.ts'
import { derive, findLinked, type Site, toPath } from './site.ts'

/** An old address and where it leads; null for one that is gone. */
export interface RedirectRule {
  from: string
  to: string | null
}

/**
 * The old addresses of the site. One that a page has taken over again yields to the page; one whose target is not
 * published is gone until it is.
 */
export function listRedirects(site: Site): RedirectRule[] {
  return site
    .all('redirect')
    .map(({ from, outcome, target }) => {
      const linked = outcome === 'moved' && target ? findLinked(site, target._ref) : null
      return { from: from.endsWith('/') ? from : `${from}/`, to: linked && toPath(linked) }
    })
    .filter(({ from }) => !hasPage(site, from))
}

/** Where old addresses lead; of two rules for one, the first holds. */
const targets = derive(
  'targets',
  site =>
    new Map(
      listRedirects(site)
        .toReversed()
        .map(({ from, to }) => [from, to]),
    ),
)

/** The page that visitors of a path reach, redirects followed; null when they find none. A path ends with a slash. */
export function findPage(site: Site, path: string): string | null {
  return hasPage(site, path) ? path : (targets(site).get(path) ?? null)
}
