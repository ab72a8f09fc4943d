import type { Revision } from '#sanity/snapshot.ts'
import type { LiveRelease } from './live-release.ts'

/** Documents that a sentence names; of more it says how many. */
const mostNamed = 3

/** Whether the deployed site has to be built again at `now`, and why. */
export function checkDue(
  live: LiveRelease | null,
  published: readonly Revision[],
  now: Temporal.Instant,
): { isDue: boolean; sentence: string } {
  if (!live) return { isDue: true, sentence: 'Due: no release of this site is live yet.' }
  const { publishedAt, nextChangeAt } = live
  if (nextChangeAt && Temporal.Instant.compare(nextChangeAt, now) <= 0) {
    return {
      isDue: true,
      sentence: `Due: something began or ended at ${nextChangeAt}, and the live site was built at ${publishedAt}.`,
    }
  }
  const changed = findChanged(live, published)
  if (changed.length > 0) {
    const named = changed.slice(0, mostNamed).join(', ')
    const others = changed.length > mostNamed ? ` and ${changed.length - mostNamed} more` : ''
    return {
      isDue: true,
      sentence: `Due: ${named}${others} changed since the live site was built at ${publishedAt}.`,
    }
  }
  const next = nextChangeAt ? `changes next at ${nextChangeAt}` : 'changes with the next edit'
  return {
    isDue: false,
    sentence: `Up to date: the live site, built at ${publishedAt}, has all that is published, and ${next}.`,
  }
}

/** Ids of documents that were published, changed or deleted since a release. */
function findChanged({ documents, heldBack }: LiveRelease, published: readonly Revision[]): string[] {
  // A document that is held back is built in vain until somebody mends it.
  const known = new Map(Object.entries({ ...documents, ...heldBack }))
  const changed = published.filter(({ id, rev }) => known.get(id) !== rev)
  const present = new Set(published.map(({ id }) => id))
  return [...changed.map(({ id }) => id), ...known.keys().filter(id => !present.has(id))]
}
