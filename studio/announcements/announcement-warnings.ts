import { getPublishedId, isDraftId } from '@sanity/client/csm'
import {
  type Announcement,
  announcementStart,
  announcementWindow,
  isCancelled,
  isLive,
} from '#domain/announcements.ts'
import { dateInZone, formatDate, formatMonthDay, parseDate } from '#domain/clinic-time.ts'
import { findBar, hasEnd, meetingPlacesOf, toSentence } from '../documents/announcement-lists.ts'
import type { DraftAnnouncement, OverviewContent } from '../documents/overview.ts'
import { dayInWords, endOfWindow } from '../documents/window-words.ts'

/** What staff may want to look at again before they publish. None of it stops them. */
export interface AnnouncementWarning {
  readonly name: 'wholeDays' | 'past' | 'weekday' | 'noPage' | 'place' | 'lateStart' | 'twoLive'
  readonly words: string
}

/** What is unusual about the announcement; `content` holds the others. */
export function announcementWarnings(
  announcement: DraftAnnouncement,
  content: OverviewContent,
  now: Temporal.Instant,
): AnnouncementWarning[] {
  // That the date is unusual matters no more.
  if (isCancelled(announcement)) return []
  return [
    wholeDays(announcement),
    pastDate(announcement, content, now),
    unusualWeekday(announcement, content),
    groupWithoutPage(announcement, content),
    unclearPlace(announcement, content),
    shownTooLate(announcement, content, now),
    twoLive(announcement, content, now),
  ].filter(warning => warning !== null)
}

/** Words alone leave the hours as they are. */
function wholeDays({ kind }: DraftAnnouncement): AnnouncementWarning | null {
  if (kind !== 'closure') return null
  return {
    name: 'wholeDays',
    words:
      'Closed for a whole day, or with other hours? Write the day in the Settings, under “Holidays and other days”: the opening hours then say so too, and the bar announces it by itself.',
  }
}

function pastDate(
  { kind, startDate }: DraftAnnouncement,
  { zone }: OverviewContent,
  now: Temporal.Instant,
): AnnouncementWarning | null {
  if (kind !== 'groupStart' || !startDate || startDate >= dateInZone(now, zone)) return null
  return {
    name: 'past',
    words: `${formatDate(startDate)} is over: patients would never see this. Choose a date that lies ahead under “First meeting”.`,
  }
}

function unusualWeekday(
  announcement: DraftAnnouncement,
  content: OverviewContent,
): AnnouncementWarning | null {
  const { kind, startDate, serviceId } = announcement
  if (kind !== 'groupStart' || !startDate || !serviceId) return null
  const others = othersOf(announcement, content).filter(
    other => other.kind === 'groupStart' && other.serviceId === serviceId && other.startDate,
  )
  const days = others.map(other => weekday(other.startDate ?? startDate))
  const [usual] = days
  const day = weekday(startDate)
  // Where the group has met on different days, no day is unusual.
  if (!usual || days.some(other => other !== usual) || day === usual) return null
  return {
    name: 'weekday',
    words: `${formatMonthDay(startDate)} is a ${day}; this group has always started on a ${usual}. Is the date right?`,
  }
}

function groupWithoutPage(
  { serviceId }: DraftAnnouncement,
  { services }: OverviewContent,
): AnnouncementWarning | null {
  if (!serviceId) return null
  const service = services.find(({ id }) => id === serviceId)
  if (service?.isPublished) return null
  return {
    name: 'noPage',
    words: `${service ? `“${service.title}”` : 'What you chose'} has no published page. Publish it first, so that “Learn more” leads to it.`,
  }
}

/** A clinic with one place is not asked for it. */
function unclearPlace(announcement: DraftAnnouncement, content: OverviewContent): AnnouncementWarning | null {
  if (announcement.kind !== 'groupStart' || content.places.length < 2) return null
  const { length } = meetingPlacesOf(announcement, content)
  if (length === 1) return null
  const title = content.services.find(({ id }) => id === announcement.serviceId)?.title
  const why =
    length > 1
      ? `“${title}” is offered at several places.`
      : 'Nothing says where this group meets, and the clinic has several places.'
  const then = length > 1 ? 'no address' : 'the main address'
  return {
    name: 'place',
    words: `${why} Choose one under “Where it meets”: until then, patients do not know where to go, and calendars get ${then}.`,
  }
}

function shownTooLate(
  announcement: DraftAnnouncement,
  { zone }: OverviewContent,
  now: Temporal.Instant,
): AnnouncementWarning | null {
  const start = announcementStart(announcement, zone)
  const { showFrom, startDate } = announcement
  if (!start || !startDate || !showFrom) return null
  if (Temporal.Instant.compare(Temporal.Instant.from(showFrom), start) <= 0) return null
  return {
    name: 'lateStart',
    words: `Patients see this only after the group has started on ${dayInWords(startDate, zone, now)}. Choose an earlier “Show from”, or leave it empty.`,
  }
}

function twoLive(
  announcement: DraftAnnouncement,
  content: OverviewContent,
  now: Temporal.Instant,
): AnnouncementWarning | null {
  const { zone } = content
  if (!hasEnd(announcement, zone)) return null
  const { from, until } = announcementWindow(announcement, zone)
  const begins = from && Temporal.Instant.compare(from, now) > 0 ? from : now
  if (Temporal.Instant.compare(begins, until) >= 0) return null
  const others = othersOf(announcement, content)
    .filter(({ _id }) => !isDraftId(_id))
    .filter(other => hasEnd(other, zone) && isLive(other, zone, begins))
  const self = { ...announcement, _id: getPublishedId(announcement._id) }
  const bar = findBar([...others, self], content, begins)
  const rival = bar && bar !== self ? bar : findBar(others, content, begins)
  if (!rival) return null
  const sentence = `“${toSentence(rival, content)}”`
  return {
    name: 'twoLive',
    words:
      bar === self
        ? `${sentence} is live then too. The bar shows this one, because it ${reason(self, rival)}; the other takes its place when this one ends.`
        : `${sentence} is live then too, until ${endOfWindow(announcementWindow(rival, zone).until, zone, now)}. The bar shows that one, because it ${reason(rival, self)}; this one ${
            self.kind === 'groupStart' ? 'stands on the group-therapy page' : 'waits'
          } until its turn comes.`,
  }
}

function reason(winner: Announcement, loser: Announcement): string {
  if (winner.urgency !== loser.urgency) return 'is more urgent'
  return winner.startDate && winner.startDate !== loser.startDate
    ? 'starts sooner'
    : 'comes first in the list'
}

/** Every other announcement, in the version that staff see; one that is published and edited counts once. */
function othersOf({ _id }: DraftAnnouncement, { announcements }: OverviewContent): DraftAnnouncement[] {
  const published = new Set(announcements.filter(other => !isDraftId(other._id)).map(other => other._id))
  return announcements.filter(
    other =>
      getPublishedId(other._id) !== getPublishedId(_id) &&
      (!isDraftId(other._id) || !published.has(getPublishedId(other._id))),
  )
}

function weekday(date: string): string {
  return parseDate(date).toLocaleString('en-US', { weekday: 'long' })
}

/** The sentence that patients will read, or null while there is too little for one. */
export function findSentence(announcement: DraftAnnouncement, content: OverviewContent): string | null {
  const { kind, message, startDate } = announcement
  if (!message?.trim() && !(kind === 'groupStart' && startDate)) return null
  return toSentence(announcement, content)
}
