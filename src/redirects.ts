import type { Snapshot } from './content/snapshot.ts'
import { findLinked, pagePaths, pathOf } from './routes.ts'

/** An old address and where it leads; null for one that is gone. */
export interface RedirectRule {
  from: string
  to: string | null
}

/**
 * The old addresses of the site. One that a page has taken over again yields to the page; one whose target is not
 * published is gone until it is.
 */
export function redirectsOf(snapshot: Snapshot, now: Temporal.Instant): RedirectRule[] {
  const taken = new Set(pagePaths(snapshot, now))
  return snapshot.redirects
    .map(({ from, outcome, target }) => {
      const linked = outcome === 'moved' && target ? findLinked(snapshot, target._ref, now) : null
      return { from: from.endsWith('/') ? from : `${from}/`, to: linked && pathOf(linked) }
    })
    .filter(({ from }) => !taken.has(from))
}
