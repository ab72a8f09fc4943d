import { createHash } from 'node:crypto'
import { announcementChanges } from '#domain/announcements.ts'
import { listClosures } from '#domain/closures.ts'
import type { Fault } from '#domain/fault.ts'
import { nextHalfYears } from '#domain/half-years.ts'
import { earliestAfter } from '#domain/next-change.ts'
import { reviewChanges } from '#domain/reviews.ts'
import { getEnd, listSpans } from '#domain/special-hours.ts'
import type { ReleaseHead } from '#renderer/contract.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { derive, type Site, siteAt } from '#site/site.ts'
import { type Dated, isDated } from '#site/site-lists.ts'
import { findFaults } from './advice.ts'
import { isNameable } from './announcement-view.ts'
import { listAllSpecialHours } from './place-view.ts'

/** What `/release.json` says. */
export interface Release extends ReleaseHead {
  /** The revision that is shown of each published document, by id; one that is held back and has no good version is missing. */
  documents: Record<string, string>
  /** The revision that is published of each document that is shown in another one, or not at all. */
  heldBack: Record<string, string>
  faults: readonly Fault[]
}

/** Describes the release that a snapshot makes at `now`, on a site with the origin `siteUrl`. */
export function describeRelease(site: Site, siteUrl: string): Release {
  const { snapshot, now } = site
  // Without a prototype, since any word may be an id.
  const documents: Record<string, string> = Object.create(null)
  const heldBack: Record<string, string> = Object.create(null)
  for (const { id, rev, shownRev } of snapshot.documents) {
    if (shownRev) documents[id] = shownRev
    if (rev !== shownRev) heldBack[id] = rev
  }
  const publishedAt = now.toString()
  const codeVersion = __CODE_VERSION__
  const digest = createHash('sha256')
    .update(JSON.stringify([codeVersion, publishedAt, documents]))
    .digest('hex')
  return {
    release: `${publishedAt.slice(0, 19).replace(/[-:]/g, '')}Z-${digest.slice(0, 8)}`,
    publishedAt,
    codeVersion,
    nextChangeAt: nextChangeAt(snapshot, now)?.toString() ?? null,
    timeZone: snapshot.settings.timeZone,
    documents,
    heldBack,
    faults: findFaults(site, siteUrl),
  }
}

/**
 * The next instant at which the site differs with no edit, or null: an announcement begins or ends, a group starts, an
 * article comes out, its review falls due, days with other hours come near or are over, or a date that is given by
 * half-years moves on.
 */
export function nextChangeAt(snapshot: Snapshot, now: Temporal.Instant): Temporal.Instant | null {
  return nextChange(siteAt(snapshot, now))
}

const nextChange = derive('nextChange', findNextChange)

function findNextChange(site: Site): Temporal.Instant | null {
  const { snapshot, now, zone } = site
  const announced = site
    .all('announcement')
    .filter(announcement => isNameable(site, announcement))
    .flatMap(announcement => announcementChanges(announcement, zone))
  const nowMs = now.epochMilliseconds
  // By whole milliseconds: thousands of instants are slow to compare. Few are sooner than all before them.
  let soonestMs = Number.POSITIVE_INFINITY
  const sooner: Temporal.Instant[] = []
  for (const { shown } of snapshot.documents) {
    for (const { instant, ms } of shown && isDated(shown) ? datedChanges(shown, zone) : []) {
      if (ms < nowMs || ms > soonestMs) continue
      // Many reviews fall due on one day.
      if (sooner.at(-1)?.equals(instant)) continue
      sooner.push(instant)
      if (ms > nowMs) soonestMs = ms
    }
  }
  const { settings } = snapshot
  const { openingHours, specialHours } = settings
  const closures = listClosures({ openingHours, specialHours: specialHours ?? [] }, zone)
  const days = listAllSpecialHours(settings).flatMap(special => [
    ...listSpans(special, zone).map(({ from }) => from),
    getEnd(special, zone),
  ])
  const closed = closures.flatMap(closure => announcementChanges(closure, zone))
  return earliestAfter([...announced, ...closed, ...days, ...sooner, nextHalfYears(now, zone)[0]], now)
}

interface Change {
  instant: Temporal.Instant
  ms: number
}

const knownChanges = new WeakMap<Dated, { zone: string; changes: readonly Change[] }>()

/** Worked out once for each version of a document: calendars are slow, and thousands are needed at every publish. */
function datedChanges(document: Dated, zone: string): readonly Change[] {
  const known = knownChanges.get(document)
  if (known?.zone === zone) return known.changes
  const { publishedAt, lastReviewed, reviewIntervalMonths } = document
  const [, overdueFrom] = lastReviewed ? reviewChanges(lastReviewed, reviewIntervalMonths, zone) : []
  const instants = [Temporal.Instant.from(publishedAt), ...(overdueFrom ? [overdueFrom] : [])]
  const changes = instants.map(instant => ({ instant, ms: instant.epochMilliseconds }))
  knownChanges.set(document, { zone, changes })
  return changes
}
