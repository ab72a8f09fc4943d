import { pagePaths } from './page-paths.ts'
import { rememberEach } from './remember.ts'
import { findLinked, type Site, toPath } from './site.ts'

/** An old address and where it leads; null for one that is gone. */
export interface RedirectRule {
  from: string
  to: string | null
}

/**
 * The old addresses of the site. One that a page has taken over again yields to the page; one whose target is not
 * published is gone until it is.
 */
export const listRedirects = rememberEach((site: Site): RedirectRule[] => {
  const taken = new Set(pagePaths(site))
  return site.snapshot.redirects
    .map(({ from, outcome, target }) => {
      const linked = outcome === 'moved' && target ? findLinked(site, target._ref) : null
      return { from: from.endsWith('/') ? from : `${from}/`, to: linked && toPath(linked) }
    })
    .filter(({ from }) => !taken.has(from))
})

/** The page that visitors of a path reach, redirects followed; null when they find none. A path ends with a slash. */
export function findPage(site: Site, path: string): string | null {
  return ends(site).get(path) ?? null
}

/** Where every path of the site ends, looked up for every link of every text. */
const ends = rememberEach((site: Site): ReadonlyMap<string, string | null> => {
  const rules = listRedirects(site).map(({ from, to }) => [from, to] as const)
  return new Map([...rules.toReversed(), ...pagePaths(site).map(path => [path, path] as const)])
})
