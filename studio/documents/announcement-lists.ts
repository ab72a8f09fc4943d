import { getPublishedId, isDraftId } from '@sanity/client/csm'
import {
  type Announcement,
  type AnnouncementState,
  type AnnouncementView,
  announcementSentence,
  announcementStart,
  announcementState,
  announcementWindow,
  findBarAnnouncement,
  isCancelled,
  upcomingGroupStarts,
} from '#domain/announcements.ts'
import { findClosure } from '#domain/closures.ts'
import { findPlace, listMeetingPlaces } from '#domain/places.ts'
import { english } from '#words/english.ts'
import type { ClinicPlace } from './clinic-places.ts'
import type { DraftAnnouncement, OverviewContent } from './overview.ts'
import { endOfWindow, momentInWords } from './window-words.ts'

/** An announcement as a list shows it. */
export interface ListedAnnouncement extends AnnouncementView {
  /** Its state in words: “Live until the end of Saturday, February 6”. */
  readonly words: string
  readonly announcement: DraftAnnouncement
  readonly isInBar: boolean
}

/** The announcements by state; those that were never published are a list of their own. */
export type AnnouncementLists = Record<AnnouncementState | 'unpublished', readonly ListedAnnouncement[]>

/** Sorts the announcements into their states by the clinic's clock: the next start first, what ended last first. */
export function listAnnouncements(content: OverviewContent, now: Temporal.Instant): AnnouncementLists {
  const { zone } = content
  const published = content.announcements.filter(({ _id }) => !isDraftId(_id))
  const complete = published.filter(announcement => hasEnd(announcement, zone))
  const bar = findBar(complete, content, now)
  const ids = new Set(published.map(({ _id }) => _id))
  const edited = new Set(
    content.announcements.filter(({ _id }) => isDraftId(_id)).map(({ _id }) => getPublishedId(_id)),
  )

  const listed = (announcement: DraftAnnouncement, words: string): ListedAnnouncement => {
    const id = getPublishedId(announcement._id)
    const isInBar = announcement._id === bar?._id
    const notes = [
      words,
      isInBar && 'in the bar',
      ids.has(id) && edited.has(id) && 'newer changes not published',
    ]
    return {
      id,
      sentence: toSentence(announcement, content),
      urgent: announcement.urgency === 'urgent',
      words: notes.filter(Boolean).join(' · '),
      announcement,
      isInBar,
    }
  }
  const inState = (state: AnnouncementState) =>
    complete
      .filter(announcement => announcementState(announcement, zone, now) === state)
      .map(announcement => listed(announcement, stateWords(announcement, state, zone, now)))

  return {
    live: inState('live').toSorted((a, b) => compareStarts(a, b, zone)),
    scheduled: inState('scheduled').toSorted((a, b) => compareStarts(a, b, zone)),
    ended: inState('ended').toSorted((a, b) => compareStarts(b, a, zone)),
    unpublished: [
      ...content.announcements
        .filter(({ _id }) => isDraftId(_id) && !ids.has(getPublishedId(_id)))
        .map(announcement => listed(announcement, 'Draft: patients do not see it')),
      ...published
        .filter(announcement => !hasEnd(announcement, zone))
        .map(announcement => listed(announcement, 'It has no date or end: patients do not see it')),
    ],
  }
}

/** What the bar shows at a moment: one of the announcements, or closed days of the settings, which the site announces by itself. */
export function findBar(
  announcements: readonly Announcement[],
  { contact, zone }: OverviewContent,
  now: Temporal.Instant,
): Announcement | null {
  const closure = contact && findClosure(contact, zone, now)
  return findBarAnnouncement(closure ? [...announcements, closure] : announcements, zone, now)
}

/** Whether no other group starts before this one, of those that patients see when they begin to see this one. */
export function isNextStart(
  announcement: DraftAnnouncement,
  { announcements, zone }: OverviewContent,
  now: Temporal.Instant,
): boolean {
  if (!hasEnd(announcement, zone)) return false
  const self = { ...announcement, _id: getPublishedId(announcement._id) }
  const others = announcements.filter(({ _id }) => !isDraftId(_id) && _id !== self._id)
  const { from } = announcementWindow(self, zone)
  const then = from && Temporal.Instant.compare(from, now) > 0 ? from : now
  const complete = [self, ...others].filter(each => hasEnd(each, zone))
  const [next] = upcomingGroupStarts(complete, zone, then)
  return next === self
}

/** The announcement's state in words; `announcement` has an end. */
export function stateWords(
  announcement: DraftAnnouncement,
  state: AnnouncementState,
  zone: string,
  now: Temporal.Instant,
): string {
  const { from, until } = announcementWindow(announcement, zone)
  if (isCancelled(announcement)) {
    return state === 'live'
      ? `Cancelled: patients read so until ${endOfWindow(until, zone, now)}`
      : 'Cancelled'
  }
  if (state === 'scheduled' && from) return `Scheduled: shows from ${momentInWords(from, zone, now)}`
  return state === 'ended'
    ? `Ended ${endOfWindow(until, zone, now).replace(/^the end of /, '')}`
    : `Live until ${endOfWindow(until, zone, now)}`
}

/** The sentence that patients read, or what is missing for one. */
export function toSentence(announcement: Announcement & Placed, content: OverviewContent): string {
  const { services } = content
  const title = services.find(({ id }) => id === announcement.serviceId)?.title ?? null
  const { kind, message, startDate, closed } = announcement
  if (message?.trim() || closed || (kind === 'groupStart' && startDate)) {
    const place = findShownPlace(announcement, content)?.name
    return announcementSentence(announcement, title, english.announcements, place)
  }
  if (kind === 'groupStart') return `${title ?? 'Group start'}: no date yet`
  return kind === 'closure' ? 'Closure: no words yet' : 'Notice: no words yet'
}

/** What says where a group meets that starts. */
interface Placed {
  readonly serviceId?: string | null
  readonly place?: string | null
}

/** The place that patients read, of a clinic with several; null where none is named that is published, or several are. */
export function findShownPlace(placed: Placed, content: OverviewContent): ClinicPlace | null {
  const published = content.places.filter(({ isPublished }) => isPublished)
  const [value, ...others] = meetingPlacesOf(placed, content)
  return value && others.length === 0 && published.length > 1 ? findPlace(published, value) : null
}

/** Where the group may meet, by the values of the places. */
export function meetingPlacesOf({ serviceId, place }: Placed, { services }: OverviewContent): string[] {
  return listMeetingPlaces(place, services.find(({ id }) => id === serviceId)?.places)
}

/** Whether the announcement has all that its window is computed from. */
export function hasEnd(announcement: DraftAnnouncement, zone: string): boolean {
  try {
    return announcementWindow(announcement, zone).until.epochMilliseconds > 0
  } catch {
    return false
  }
}

function compareStarts(a: ListedAnnouncement, b: ListedAnnouncement, zone: string): number {
  return Temporal.Instant.compare(firstMoment(a, zone), firstMoment(b, zone)) || (a.id < b.id ? -1 : 1)
}

/** What an announcement without a first meeting is sorted by is its end. */
function firstMoment({ announcement }: ListedAnnouncement, zone: string): Temporal.Instant {
  return announcementStart(announcement, zone) ?? announcementWindow(announcement, zone).until
}
