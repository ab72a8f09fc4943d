import {
  announcementSentence,
  announcementStart,
  announcementWindow,
  findBarAnnouncement,
  upcomingGroupStarts,
} from '../clinic/announcements.ts'
import { formatLongDate, formatTimeOfDay } from '../clinic/clinic-time.ts'
import type { Announcement, Service } from '../content/contracts.ts'
import type { Snapshot } from '../content/snapshot.ts'
import { findLinked, pathOf } from '../routes.ts'

/** The announcement bar: a sentence, where it leads, and the instants between which it holds. */
export interface BarView {
  sentence: string
  href: string
  urgent: boolean
  from: string | undefined
  until: string
}

/** A start of a group that lies ahead. */
export interface GroupStartView {
  announcement: Announcement
  service: Service | null
  title: string
  href: string
  /** “Friday, February 6, 2026” */
  date: string
  /** “6:00 PM”, or null when the time is not known. */
  time: string | null
  /** The start with its offset, for `<time datetime>`. */
  datetime: string
  from: string | undefined
  /** The instant from which the start is no longer ahead. */
  until: string
}

/** What the bar says at `now`, or null when nothing is announced. */
export function findBar(snapshot: Snapshot, now: Temporal.Instant): BarView | null {
  const zone = snapshot.settings.timeZone
  const announcement = findBarAnnouncement(snapshot.announcements, zone, now)
  if (!announcement) return null
  const { from, until } = announcementWindow(announcement, zone)
  return {
    sentence: announcementSentence(announcement, findService(snapshot, announcement)?.title ?? null),
    href: announcementHref(snapshot, announcement, now),
    urgent: announcement.urgency === 'urgent',
    from: from?.toString(),
    until: until.toString(),
  }
}

/** The group starts that patients can still join, soonest first. */
export function groupStarts(snapshot: Snapshot, now: Temporal.Instant): GroupStartView[] {
  const zone = snapshot.settings.timeZone
  return upcomingGroupStarts(snapshot.announcements, zone, now).flatMap(announcement => {
    const { startDate, startTime } = announcement
    const start = announcementStart(announcement, zone)
    if (!startDate || !start) return []
    const service = findService(snapshot, announcement)
    const { from, until } = announcementWindow(announcement, zone)
    const begins = startTime && Temporal.Instant.compare(start, until) < 0 ? start : until
    return {
      announcement,
      service,
      title: service?.title ?? 'Group',
      href: announcementHref(snapshot, announcement, now),
      date: formatLongDate(startDate),
      time: startTime ? formatTimeOfDay(startTime) : null,
      datetime: startTime ? start.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }) : startDate,
      from: from?.toString(),
      until: begins.toString(),
    }
  })
}

function findService(snapshot: Snapshot, { service }: Announcement): Service | null {
  return snapshot.services.find(({ _id }) => _id === service?._ref) ?? null
}

/** “Learn more” leads where staff chose, else to the group or service, else to all groups, else to the contact page. */
function announcementHref(snapshot: Snapshot, announcement: Announcement, now: Temporal.Instant): string {
  for (const reference of [announcement.link, announcement.service]) {
    const linked = reference ? findLinked(snapshot, reference._ref, now) : null
    if (linked) return pathOf(linked)
  }
  return announcement.kind === 'groupStart' ? '/group-therapy/' : '/contact/'
}
