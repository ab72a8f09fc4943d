import { createHash } from 'node:crypto'
import { announcementChanges } from '#domain/announcements.ts'
import { listClosures } from '#domain/closures.ts'
import type { Fault } from '#domain/fault.ts'
import { nextHalfYears } from '#domain/half-years.ts'
import { earliestAfter } from '#domain/next-change.ts'
import { getEnd, listSpans } from '#domain/special-hours.ts'
import type { ReleaseHead } from '#renderer/contract.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { deriveOfEach, listsOfAll } from '#site/of-each.ts'
import { derive, type Site, siteAt } from '#site/site.ts'
import { isDated, publishedAtMs } from '#site/site-lists.ts'
import { findFaults } from './advice.ts'
import { isNameable } from './announcement-view.ts'
import { datesOf } from './article-view.ts'
import { listAllSpecialHours } from './place-view.ts'

/** What `/release.json` says. */
export interface Release extends ReleaseHead {
  /**
   * The revision that is shown of each published document, by id; one that is held back and has no good version is missing. As JSON,
   * since nothing else that a publish does is as long.
   */
  documents: string
  /** The revision that is published of each document that is shown in another one, or not at all. */
  heldBack: Record<string, string>
  faults: readonly Fault[]
}

/** Describes the release that a snapshot makes at `now`, on a site with the origin `siteUrl`. */
export function describeRelease(site: Site, siteUrl: string): Release {
  const { snapshot, now } = site
  const documents = `{${shownRevisions(site, listsOfAll).join(',')}}`
  const heldBack = snapshot.documents.filter(({ rev, shownRev }) => rev !== shownRev)
  const publishedAt = now.toString()
  const codeVersion = __CODE_VERSION__
  const digest = createHash('sha256').update(`${codeVersion} ${publishedAt} ${documents}`).digest('hex')
  return {
    release: `${publishedAt.slice(0, 19).replace(/[-:]/g, '')}Z-${digest.slice(0, 8)}`,
    publishedAt,
    codeVersion,
    nextChangeAt: nextChangeAt(snapshot, now)?.toString() ?? null,
    timeZone: snapshot.settings.timeZone,
    documents,
    heldBack: Object.fromEntries(heldBack.map(({ id, rev }) => [id, rev])),
    faults: findFaults(site, siteUrl),
  }
}

const shownRevisions = deriveOfEach('shownRevisions', (_, { id, shownRev }) => [
  `${JSON.stringify(id)}:${JSON.stringify(shownRev)}`,
])

/** The text of `/release.json`. */
export function releaseJson({ documents, ...others }: Release): string {
  return `{"documents":${documents},${JSON.stringify(others).slice(1)}`
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
  const { settings } = snapshot
  const { openingHours, specialHours } = settings
  const closures = listClosures({ openingHours, specialHours: specialHours ?? [] }, zone)
  const days = listAllSpecialHours(settings).flatMap(special => [
    ...listSpans(special, zone).map(({ from }) => from),
    getEnd(special, zone),
  ])
  const closed = closures.flatMap(closure => announcementChanges(closure, zone))
  return earliestAfter(
    [...announced, ...closed, ...days, soonestDated(site), nextHalfYears(now, zone)[0]],
    now,
  )
}

/** When the next article comes out, or the next review falls due. */
function soonestDated(site: Site): Temporal.Instant | null {
  const nowMs = site.now.epochMilliseconds
  // By whole milliseconds: thousands of instants are slow to compare.
  const soonestMs = datedChangesMs(site, listsOfAll).reduce(
    (soonest, ms) => (ms > nowMs && ms < soonest ? ms : soonest),
    Number.POSITIVE_INFINITY,
  )
  return Number.isFinite(soonestMs) ? Temporal.Instant.fromEpochMilliseconds(soonestMs) : null
}

const datedChangesMs = deriveOfEach('datedChangesMs', (site, { shown }) => {
  if (!shown || !isDated(shown)) return []
  const { overdueFromMs } = datesOf(shown, site.zone)
  return [publishedAtMs(shown), ...(overdueFromMs === null ? [] : [overdueFromMs])]
})
