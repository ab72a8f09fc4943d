import type { Words } from '#words/words.ts'
import { endOfDay, startOfDay, toInstant } from './clinic-time.ts'
import type { SpecialHours } from './special-hours.ts'
import { type announcementKinds, urgencies } from './vocabulary.ts'

export type AnnouncementKind = (typeof announcementKinds)[number]['value']
export type Urgency = (typeof urgencies)[number]['value']
export type AnnouncementState = 'scheduled' | 'live' | 'ended'

/** What an announcement says of its time and weight. Dates and times are by the clinic's clock. */
export interface Announcement {
  readonly _id: string
  readonly kind: AnnouncementKind
  readonly urgency: Urgency
  /** YYYY-MM-DD; a group start has one. */
  readonly startDate: string | null
  /** HH:MM, 24 hours. */
  readonly startTime: string | null
  /** ISO instant; null shows it at once. */
  readonly showFrom: string | null
  /** ISO instant; null means the end of the day of the start. */
  readonly showUntil: string | null
  readonly message: string | null
  /** Of a group start that is cancelled: the ISO instant until which patients read so. */
  readonly cancelledUntil: string | null
  /** Of a closure that follows from the settings: its days, and what they are called. */
  readonly closed?: Pick<SpecialHours, 'firstDay' | 'lastDay' | 'name'>
}

/** What the sentence of an announcement is made of, besides the title of its group. */
export type Announced = Pick<Announcement, 'kind' | 'message' | 'startDate' | 'cancelledUntil' | 'closed'>

/** An announcement as people read it: in the bar of the site, in the Studio's lists, on its start page. */
export interface AnnouncementView {
  readonly id: string
  readonly sentence: string
  readonly urgent: boolean
}

export interface AnnouncementWindow {
  /** Inclusive; null when it has always begun. */
  readonly from: Temporal.Instant | null
  /** Exclusive. */
  readonly until: Temporal.Instant
}

/** Whether the group does not start after all. */
export function isCancelled({
  kind,
  cancelledUntil,
}: Pick<Announcement, 'kind' | 'cancelledUntil'>): boolean {
  return kind === 'groupStart' && cancelledUntil !== null
}

/**
 * When patients see the announcement. A group start ends with its day at the latest, whatever “Show until” says:
 * a past start is never announced as the next (PATIENTS.md, “no dead announcements”). One that is cancelled is read for
 * as long as staff chose.
 * Throws a RangeError for an announcement with no end.
 */
export function announcementWindow(announcement: Announcement, zone: string): AnnouncementWindow {
  const { kind, startDate, showFrom, showUntil, cancelledUntil } = announcement
  const from = showFrom ? Temporal.Instant.from(showFrom) : null
  const chosen = showUntil ? Temporal.Instant.from(showUntil) : null
  const dayIsOver = startDate ? endOfDay(startDate, zone) : null
  if (kind === 'groupStart' && !dayIsOver) {
    throw new RangeError('A group start has no date. Choose the date under “First meeting”.')
  }
  if (kind === 'groupStart' && cancelledUntil) return { from, until: Temporal.Instant.from(cancelledUntil) }
  const until = kind === 'groupStart' ? earlier(chosen, dayIsOver) : (chosen ?? dayIsOver)
  if (until) return { from, until }
  throw new RangeError('The announcement never ends. Choose when it ends under “Show until”.')
}

/** Scheduled before its window, Live inside it, Ended after it. A window that ends before it starts is never live. */
export function announcementState(
  announcement: Announcement,
  zone: string,
  now: Temporal.Instant,
): AnnouncementState {
  const { from, until } = announcementWindow(announcement, zone)
  if (isAtOrAfter(now, until)) return 'ended'
  return from && !isAtOrAfter(now, from) ? 'scheduled' : 'live'
}

/** Whether patients see the announcement now. */
export function isLive(announcement: Announcement, zone: string, now: Temporal.Instant): boolean {
  return announcementState(announcement, zone, now) === 'live'
}

/** The instant of the first meeting, or null: a date without a time starts with its day. */
export function announcementStart(announcement: Announcement, zone: string): Temporal.Instant | null {
  const { startDate, startTime } = announcement
  if (!startDate) return null
  return startTime ? toInstant(startDate, startTime, zone) : startOfDay(startDate, zone)
}

/** A start by the clock in `zone` with its offset, or its day where its time is not known: for `<time datetime>`. */
export function toDatetime(startDate: string, startTime: string | null, zone: string): string {
  if (!startTime) return startDate
  const start = toInstant(startDate, startTime, zone).toZonedDateTimeISO(zone)
  return start.toString({ timeZoneName: 'never' })
}

/**
 * Every instant at which the announcement changes what the site shows: it appears, its group begins, it disappears.
 * Input for `earliestAfter`.
 */
export function announcementChanges(announcement: Announcement, zone: string): Temporal.Instant[] {
  const { from, until } = announcementWindow(announcement, zone)
  return [from, announcementStart(announcement, zone), until].filter(instant => instant !== null)
}

/** The longest sentence that the site writes with the name of a place: three lines of the bar on a narrow phone. */
const longestWithPlace = 90

/**
 * The sentence that patients read: the editor's own, or “Next Group Therapy starts February 6th”. Of a group that is
 * cancelled, “Group Therapy on February 6th is cancelled”, whatever its announcement said. Where there is room, what the
 * site writes itself ends with the place: “(Lakeside office)”.
 */
export function announcementSentence(
  announcement: Announced,
  serviceTitle: string | null,
  words: Words['announcements'],
  placeName: string | null = null,
): string {
  const { kind, startDate, closed } = announcement
  const group = serviceTitle?.trim() || null
  const withPlace = (sentence: string) => {
    const whole = placeName ? words.atPlace(sentence, placeName) : sentence
    return whole.length <= longestWithPlace ? whole : sentence
  }
  if (isCancelled(announcement) && startDate) return withPlace(words.isCancelled(group, startDate))
  const message = announcement.message?.trim()
  if (message) return message
  if (closed) return words.isClosed(closed, closed.name)
  if (kind === 'groupStart' && startDate) return withPlace(words.starts(group, startDate))
  throw new RangeError(
    'The announcement says nothing. Write the words that patients will read under “Sentence”.',
  )
}

/**
 * The one announcement for the bar: of those that are live the most urgent, then the one whose group starts soonest
 * (one without a start comes last), then by id, so that the choice never depends on the order of the list.
 */
export function findBarAnnouncement<T extends Announcement>(
  announcements: readonly T[],
  zone: string,
  now: Temporal.Instant,
): T | null {
  const live = announcements.filter(announcement => isLive(announcement, zone, now))
  return live.sort((a, b) => compareUrgency(a, b) || compareStarts(a, b, zone))[0] ?? null
}

/** The group starts that are live and have not begun, soonest first. Without a time, a group begins when its day ends. */
export function upcomingGroupStarts<T extends Announcement>(
  announcements: readonly T[],
  zone: string,
  now: Temporal.Instant,
): T[] {
  return listedGroupStarts(announcements, zone, now).filter(announcement => !isCancelled(announcement))
}

/** The same, with those that are announced as cancelled. */
export function listedGroupStarts<T extends Announcement>(
  announcements: readonly T[],
  zone: string,
  now: Temporal.Instant,
): T[] {
  return announcements
    .filter(({ kind }) => kind === 'groupStart')
    .filter(announcement => isLive(announcement, zone, now))
    .filter(announcement => isCancelled(announcement) || !hasBegun(announcement, zone, now))
    .sort((a, b) => compareStarts(a, b, zone))
}

function hasBegun(announcement: Announcement, zone: string, now: Temporal.Instant): boolean {
  const start = announcement.startTime ? announcementStart(announcement, zone) : null
  return start !== null && isAtOrAfter(now, start)
}

function compareUrgency(a: Announcement, b: Announcement): number {
  return rank(b.urgency) - rank(a.urgency)
}

function rank(urgency: Urgency): number {
  return urgencies.findIndex(({ value }) => value === urgency)
}

function compareStarts(a: Announcement, b: Announcement, zone: string): number {
  const [startOfA, startOfB] = [announcementStart(a, zone), announcementStart(b, zone)]
  if (startOfA && startOfB) return Temporal.Instant.compare(startOfA, startOfB) || compareIds(a, b)
  if (startOfA) return -1
  if (startOfB) return 1
  return compareIds(a, b)
}

function compareIds(a: Announcement, b: Announcement): number {
  if (a._id === b._id) return 0
  return a._id < b._id ? -1 : 1
}

function earlier(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (!a || !b) return a ?? b
  return isAtOrAfter(a, b) ? b : a
}

function isAtOrAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) >= 0
}
