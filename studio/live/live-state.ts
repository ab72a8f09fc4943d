import { announcementState, announcementWindow } from '#domain/announcements.ts'
import { isDocumentType } from '#domain/document-types.ts'
import { findPlace } from '#domain/page-path.ts'
import { formatMoment } from '../documents/format-moment.ts'
import type { PublisherState, SiteReading } from './site-reading.ts'
import type { StudioDocument } from './studio-document.ts'

/** What staff read about a document: a word, what it means, and what they can do. */
export interface LiveState {
  kind:
    | 'draft'
    | 'publishing'
    | 'live'
    | 'scheduled'
    | 'ended'
    | 'heldBack'
    | 'failed'
    | 'paused'
    | 'late'
    | 'cutOff'
    | 'withdrawing'
    | 'unreachable'
    | 'asking'
  /** “Live since 10:32 AM” */
  words: string
  /** Why, and what to do, where there is something to say. */
  explanation: string | null
  /** The path on the site where patients find it; null while they do not. */
  path: string | null
  /** The field that staff must mend, as the fault names it. */
  field: string | null
}

/** A document as the Content Lake has it. */
export interface Versions {
  id: string
  type: string
  draft: StudioDocument | null
  published: StudioDocument | null
}

/** How long a webhook may take before staff are told that the site has not heard, in milliseconds. */
const hearingMs = 20_000

/** The same for a host that builds the site itself. */
const buildingMs = 10 * 60_000

/** Whether patients see what staff have published, at `now`. */
export function toLiveState(versions: Versions, site: SiteReading | null, now: Temporal.Instant): LiveState {
  const { id, draft, published } = versions
  if (!site) return say('asking', 'Asking the site…')
  const { release, problem } = site
  const shown = release?.documents[id]
  if (!published && shown === undefined) {
    return say('draft', 'Draft', draft ? 'Not published yet: patients see nothing of it.' : null)
  }
  if (!release || problem) return say('unreachable', 'The site does not answer', unreachable(problem))
  if (!published) return pending(versions, site, now, 'withdrawing')
  const state =
    shown === published._rev
      ? shownState(id, published, site, now)
      : pending(versions, site, now, 'publishing')
  return withNewerDraft(state, draft)
}

/** The state of a document whose published version is in the live release. */
function shownState(
  id: string,
  published: StudioDocument,
  site: SiteReading,
  now: Temporal.Instant,
): LiveState {
  const zone = site.release?.timeZone ?? 'UTC'
  const path = pathOn(published)
  const at = (instant: Temporal.Instant | string) => formatMoment(instant, zone, now)
  if (published.publishedAt) {
    const comesOut = Temporal.Instant.from(published.publishedAt)
    if (Temporal.Instant.compare(now, comesOut) < 0) {
      return say(
        'scheduled',
        `Scheduled for ${at(comesOut)}`,
        'It appears by itself. Nobody needs to be at work.',
      )
    }
  }
  if (published._type === 'announcement') {
    const { from, until } = announcementWindow(published, zone)
    const state = announcementState(published, zone, now)
    if (state === 'scheduled' && from) {
      return say('scheduled', `Scheduled for ${at(from)}`, `It appears by itself, and ends ${at(until)}.`)
    }
    if (state === 'ended') return say('ended', `Ended ${at(until)}`, 'Patients do not see it any more.')
  }
  const { since } = site
  return { ...say('live', since ? `Live since ${at(since)}` : 'Live'), path, ...incompleteness(id, site) }
}

/** What shall be mended in a document that patients see, the first of it with its field. */
function incompleteness(id: string, { release }: SiteReading): Partial<LiveState> {
  const faults = release?.faults.filter(({ documentId, level }) => documentId === id && level === 'advice')
  const [first, ...others] = faults ?? []
  if (!first) return {}
  const more = others.length > 0 ? ` “Needs attention” lists ${others.length} more.` : ''
  return { explanation: `Something in it is incomplete. ${first.reason}${more}`, field: first.field }
}

/** The state of a document whose last change patients do not see yet. */
function pending(
  { id, published }: Versions,
  site: SiteReading,
  now: Temporal.Instant,
  kind: 'publishing' | 'withdrawing',
): LiveState {
  const { release, publisher } = site
  const stillShown = kind === 'withdrawing' ? ' Patients can still see it.' : ''
  if (publisher?.state === 'held') {
    return say(
      'paused',
      'Waiting: the site was taken back',
      `${publisher.reason ?? 'An earlier release is held.'}${stillShown}`,
    )
  }
  if (publisher?.contentLake?.reachable === false) {
    return say('cutOff', 'Not live yet: the site cannot read the content', `${cutOff}${stillShown}`)
  }
  if (isUpgradeWaiting(publisher)) {
    return say(
      'paused',
      'Not live yet: a new version of the site is waiting',
      `${publisher?.reason ?? ''}${stillShown}`,
    )
  }
  if (publisher?.state === 'failed') {
    return say(
      'failed',
      'Not live: publishing failed',
      `${publisher.reason ?? 'The reason is in its log.'}${stillShown}`,
    )
  }
  const isAtWork = publisher ? publisher.state === 'publishing' || publisher.pending > 0 : false
  const changedAt = published ? Temporal.Instant.from(published._updatedAt) : null
  const fault = release?.faults.find(({ documentId, level }) => documentId === id && level === 'heldBack')
  const isJudged = publisher
    ? !isAtWork
    : release &&
      changedAt &&
      Temporal.Instant.compare(Temporal.Instant.from(release.publishedAt), changedAt) >= 0
  if (fault && isJudged) {
    const kept = release?.documents[id] ? ' Patients see the version before.' : ' Patients do not see it.'
    return { ...say('heldBack', 'Held back', `${fault.reason}${kept}`), field: fault.field }
  }
  const waitedMs = changedAt ? now.since(changedAt).total('milliseconds') : 0
  if (!isAtWork && waitedMs > (publisher ? hearingMs : buildingMs)) {
    return say('late', 'Published, but not live yet', publisher ? unheard : unbuilt)
  }
  const progress = publisher?.progress
  const share =
    progress && progress.total > 0 ? ` ${Math.floor((100 * progress.done) / progress.total)} %` : ''
  return kind === 'publishing'
    ? say('publishing', `Publishing…${share}`, publisher ? null : 'The host of the site is building it.')
    : say('withdrawing', `Coming off the site…${share}`)
}

/** Whether new code waits, since it would take from patients what they see. */
export function isUpgradeWaiting(publisher: PublisherState | null): boolean {
  return publisher?.problems?.some(({ rule }) => rule === 'upgrade') ?? false
}

/** What staff read while the site cannot read what they publish. */
export const cutOff =
  'It keeps showing the last release. What you publish is not lost: it goes live by itself once the site can read it again.'

const unheard =
  'The site has not been notified of this version. It checks by itself every few minutes. If this stays, ask the person who runs the site to look at its log.'

const unbuilt =
  'The host of the site should have built it by now. Ask the person who runs the site to look at the last build.'

/** What staff are told while the site cannot be asked. */
export function unreachable(problem: string | null): string {
  const reason = problem ? `${problem} ` : ''
  return `${reason}What you publish is safe, and goes live once the site runs again. Ask the person who runs the site to look at it.`
}

function withNewerDraft(state: LiveState, draft: StudioDocument | null): LiveState {
  if (!draft) return state
  const newer = 'Your newer changes are not published yet.'
  return { ...state, explanation: state.explanation ? `${state.explanation} ${newer}` : newer }
}

/** Where patients find a document. */
function pathOn({ _type, slug, kind }: StudioDocument): string | null {
  if (_type === 'announcement') return kind === 'groupStart' ? '/group-therapy/' : '/'
  return isDocumentType(_type) ? findPlace(_type, slug) : null
}

/** A state with its words, of something that has no page and no faulty field. */
export function say(kind: LiveState['kind'], words: string, explanation: string | null = null): LiveState {
  return { kind, words, explanation, path: null, field: null }
}
