import { formatMoment } from '../documents/format-moment.ts'
import { cutOff, isUpgradeWaiting, type LiveState, say, unreachable } from './live-state.ts'
import type { LiveRelease, SiteReading } from './site-reading.ts'
import type { PublishedDocument } from './use-published.ts'

/** What keeps all that staff publish from patients; null while nothing does. */
export function siteTrouble(site: SiteReading | null, now: Temporal.Instant): LiveState | null {
  const state = toSiteState(site, 0, now)
  return ['unreachable', 'cutOff', 'failed', 'paused'].includes(state.kind) ? state : null
}

/** The status of the whole site, with `waiting` documents that are published and not live. */
export function toSiteState(site: SiteReading | null, waiting: number, now: Temporal.Instant): LiveState {
  if (!site) return say('asking', 'Asking the site…')
  const { release, publisher, problem } = site
  if (!release || problem) return say('unreachable', 'The site does not answer', unreachable(problem))
  const latest = `Last change: ${formatMoment(release.publishedAt, release.timeZone, now)}.`
  if (publisher?.contentLake?.reachable === false && publisher.state !== 'held') {
    return say('cutOff', 'The site cannot read the content at present', `${cutOff} ${latest}`)
  }
  if (isUpgradeWaiting(publisher)) {
    return say('paused', 'A new version of the site is waiting', publisher?.reason)
  }
  if (publisher?.state === 'failed') return say('failed', 'Publishing failed', publisher.reason)
  if (publisher?.state === 'held') return say('paused', 'The site was taken back', publisher.reason)
  if (publisher?.state === 'publishing') return say('publishing', 'Publishing…', latest)
  const held = heldBack(release).size
  if (held > 0) {
    const documents = held === 1 ? 'One document is' : `${held} documents are`
    const others =
      waiting > 0 ? 'Other documents are not live yet either.' : 'Everything else that is published is live.'
    return say('heldBack', `${documents} held back`, `${others} ${latest}`)
  }
  if (waiting > 0) return say('late', 'Not everything that is published is live yet', latest)
  return { ...say('live', 'Everything that is published is live', latest), path: '/' }
}

/** Documents whose published version is not the one that patients see, though nothing holds it back. */
export function waitingDocuments(
  published: readonly PublishedDocument[],
  release: LiveRelease,
): PublishedDocument[] {
  const held = heldBack(release)
  return published.filter(({ id, rev }) => release.documents[id] !== rev && !held.has(id))
}

/** The ids of the documents that faults keep from patients. */
function heldBack({ faults }: LiveRelease): Set<string> {
  return new Set(faults.flatMap(({ level, documentId }) => (level === 'heldBack' ? [documentId] : [])))
}
