import {
  type Announced,
  type Announcement as AnnouncedClosure,
  announcementStart,
  announcementWindow,
  findBarAnnouncement,
  isCancelled,
  listedGroupStarts,
  toDatetime,
} from '#domain/announcements.ts'
import { findClosure } from '#domain/closures.ts'
import type { Language } from '#domain/languages.ts'
import { calendarPath } from '#domain/page-path.ts'
import { listMeetingPlaces } from '#domain/places.ts'
import type { AddressFacts } from '#domain/structured-places.ts'
import type { Announcement, Service } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { findLinked, type Site, toPath } from '#site/site.ts'
import { toOriginal } from '#site/translations.ts'
import type { Editable } from '#src/preview/edit.ts'
import { phoneNumbers } from './clinic-view.ts'
import { findMeeting, type Meeting } from './place-view.ts'

/** The announcement bar: what its sentence is made of, where it leads, and the instants between which it holds. */
export interface BarView {
  announced: Announced
  /** The title of the group that starts. */
  group: string | null
  /** Where it meets. */
  place: string | null
  urgent: boolean
  href: string
  from: string | undefined
  until: string
  /** What staff change to change the sentence. */
  changed: { document: Editable; field: string }
}

/** A start of a group that lies ahead, or that is cancelled. */
export interface GroupStartView extends Meeting {
  announcement: Announcement
  isCancelled: boolean
  /** The id of the group's service, and what it says of itself. */
  serviceId: string
  summary: string
  title: string
  /** Of its title; null is the language of the site. */
  language: Language | null
  href: string
  /** YYYY-MM-DD */
  startDate: string
  /** HH:MM; null while it is not known. */
  startTime: string | null
  /** For `<time datetime>`. */
  datetime: string
  from: string | undefined
  /** The instant from which the start is no longer ahead, or no longer said to be cancelled. */
  until: string
  /** The path of its calendar file. */
  calendar: string
}

/** A group start as a calendar keeps it. */
export interface CalendarEvent {
  /** The id of the announcement. */
  id: string
  title: string
  /** An instant (ISO 8601), or the day (YYYY-MM-DD) while the time is not known. */
  start: { instant: string } | { date: string }
  isCancelled: boolean
  /** When staff last changed it: an ISO instant. */
  updated: string
  location: string
  /** The numbers to call and to text, as patients read them. */
  call: string
  text: string
  /** The path of the page about the group. */
  path: string
}

/** What the bar says now, or null when nothing is announced. */
export function findBar(site: Site): BarView | null {
  const { now, zone } = site
  const fit = site.all('announcement').filter(each => isNameable(site, each))
  const { openingHours, specialHours } = site.settings
  const closure = findClosure({ openingHours, specialHours: specialHours ?? [] }, zone, now)
  const announcement = findBarAnnouncement<Announcement | AnnouncedClosure>(
    closure ? [...fit, closure] : fit,
    zone,
    now,
  )
  if (!announcement) return null
  if (!('_type' in announcement)) return closureBar(site, announcement)
  const { from, until } = announcementWindow(announcement, zone)
  return {
    announced: toAnnounced(announcement),
    group: findService(site, announcement)?.title ?? null,
    place: findMeeting(site, meetingPlacesOf(site, announcement)).place?.name ?? null,
    href: announcementHref(site, announcement),
    urgent: announcement.urgency === 'urgent',
    from: from?.toString(),
    until: until.toString(),
    changed: {
      document: announcement,
      field: announcement.message?.trim() && !isCancelled(announcement) ? 'message' : 'startDate',
    },
  }
}

/** Closed days of the settings, which need no announcement of their own. */
function closureBar({ settings, zone }: Site, closure: AnnouncedClosure): BarView {
  const { from, until } = announcementWindow(closure, zone)
  return {
    announced: toAnnounced(closure),
    group: null,
    place: null,
    href: '/contact/#hours',
    urgent: false,
    from: from?.toString(),
    until: until.toString(),
    changed: { document: settings, field: `specialHours[_key=="${closure._id}"].firstDay` },
  }
}

function toAnnounced(announcement: Announced): Announced {
  const { kind, message, startDate, cancelledUntil, closed } = announcement
  return { kind, message, startDate, cancelledUntil, closed }
}

/**
 * The group starts that patients can still join, and those that are announced as cancelled, soonest first: with no id,
 * of all services; with one, of that service, which gives them its name. A translation has the starts of its original.
 */
export function groupStarts(site: Site, serviceId: string): GroupStartView[] {
  const { now, zone } = site
  const asked = serviceId === '' ? null : findService(site, { service: { _ref: serviceId } })
  if (serviceId !== '' && !asked) return []
  return listedGroupStarts(site.all('announcement'), zone, now).flatMap(announcement => {
    const { startDate, startTime } = announcement
    const cancelled = isCancelled(announcement)
    const start = announcementStart(announcement, zone)
    if (!startDate || !start) return []
    const announced = findService(site, announcement)
    if (!announced || (asked && toOriginal(site, announced) !== toOriginal(site, asked))) return []
    const service = asked ?? announced
    const { from, until } = announcementWindow(announcement, zone)
    const begins = !cancelled && startTime && Temporal.Instant.compare(start, until) < 0 ? start : until
    return {
      announcement,
      isCancelled: cancelled,
      ...findMeeting(site, meetingPlacesOf(site, announcement)),
      serviceId: service._id,
      summary: service.summary,
      title: service.title,
      language: service.language,
      href: announcementHref(site, { ...announcement, service: { _ref: service._id } }),
      startDate,
      startTime,
      datetime: toDatetime(startDate, startTime, zone),
      from: from?.toString(),
      until: begins.toString(),
      calendar: calendarPath(announcement._id),
    }
  })
}

/** The path of every calendar file. */
export function calendarPaths(site: Site): string[] {
  return groupStarts(site, '').map(({ calendar }) => calendar)
}

/** The group start of a calendar file, by its path; null when none lies ahead or is said to be cancelled. */
export function findCalendarEvent(site: Site, path: string): CalendarEvent | null {
  const start = groupStarts(site, '').find(({ calendar }) => calendar === path)
  if (!start) return null
  const { announcement, title, datetime, startTime, href, location } = start
  const { call, text } = phoneNumbers(site)
  return {
    id: announcement._id,
    title,
    start: startTime ? { instant: Temporal.Instant.from(datetime).toString() } : { date: datetime },
    isCancelled: start.isCancelled,
    updated: announcement._updatedAt,
    location: [location.name, ...(location.address ? [inOneLine(location.address)] : [])].join(', '),
    call: call.text,
    text: text.text,
    path: href,
  }
}

function inOneLine({ street, locality, region, postalCode }: AddressFacts): string {
  return `${street}, ${locality}, ${region} ${postalCode}`
}

/** Whether it can say what it is about: a start has the name of its group, which must be published. */
export function isNameable(site: Site, announcement: Announcement): boolean {
  return announcement.kind !== 'groupStart' || findService(site, announcement) !== null
}

/** Where a group may meet that starts, by the values of the places. */
export function meetingPlacesOf(site: Site, announcement: Announcement): string[] {
  if (announcement.kind !== 'groupStart') return []
  const service = findService(site, announcement)
  const original = service && toOriginal(site, service)
  const { places = null } = original?._type === 'service' ? original : {}
  return listMeetingPlaces(announcement.place, places)
}

function findService(site: Site, { service }: Pick<Announcement, 'service'>): Head<Service> | null {
  const shown = service && site.find(service._ref)?.shown
  return shown?._type === 'service' ? shown : null
}

/** “Learn more” leads where staff chose, else to the group or service, else to all groups, else to the contact page. */
function announcementHref(site: Site, announcement: Announcement): string {
  for (const reference of [announcement.link, announcement.service]) {
    const linked = reference ? findLinked(site, reference._ref) : null
    if (linked) return toPath(linked)
  }
  return announcement.kind === 'groupStart' ? '/group-therapy/' : '/contact/'
}
