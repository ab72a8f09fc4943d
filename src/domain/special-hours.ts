import { endOfDay, parseDate, startOfDay } from './clinic-time.ts'
import { isDate } from './iso-time.ts'
import {
  type Interval,
  intervalsOn,
  joinIntervals,
  type OpeningHoursRow,
  type Weekday,
} from './opening-hours.ts'
import { weekdays } from './vocabulary.ts'

/** A day, or days in a row, on which the clinic is closed or has hours of their own: a holiday, a training. */
export interface SpecialHours {
  readonly _key: string
  /** YYYY-MM-DD, by the clinic's calendar. */
  readonly firstDay: string
  /** Inclusive; null for one day alone. */
  readonly lastDay: string | null
  /** “Thanksgiving” */
  readonly name: string | null
  /** HH:MM, 24 hours; null, as `closes`, where the clinic is closed all day. */
  readonly opens: string | null
  readonly closes: string | null
}

/** The hours of a place: those of every week, and the days that differ. */
export interface Hours {
  readonly openingHours: readonly OpeningHoursRow[]
  readonly specialHours: readonly SpecialHours[]
}

/** Days that differ, as patients read them. */
interface SpecialLine {
  readonly special: SpecialHours
  readonly name: string | null
  readonly intervals: readonly Interval[]
}

/** Dates of a row that pages write out from an instant on, until the next span begins. */
export interface SpecialSpan {
  readonly from: Temporal.Instant
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** How long before its first day every page knows of a day that differs. The contact page lists all that lie ahead. */
const soonDays = 14

/**
 * What pages write out of the days, the first span two weeks before the first day. Of a summer with other hours each has
 * four weeks and is followed after two: a page stays short, and right for two weeks in a cache. The first span begins a week before the
 * days: an opening of every week is named up to seven days ahead.
 */
export function listSpans(special: SpecialHours, zone: string): SpecialSpan[] {
  const first = parseDate(special.firstDay)
  const last = parseDate(getLastDay(special))
  const spans = 1 + Math.floor(first.until(last).days / soonDays)
  return Array.from({ length: spans }, (_, index) => {
    const begins = first.add({ days: (index - 1) * soonDays })
    const ends = begins.add({ days: 2 * soonDays - 1 })
    return {
      from: startOfDay(begins.toString(), zone),
      first: index === 0 ? first.subtract({ days: 7 }) : begins,
      last: Temporal.PlainDate.compare(ends, last) < 0 ? ends : last,
    }
  })
}

/** When the days are over. */
export function getEnd(special: SpecialHours, zone: string): Temporal.Instant {
  return endOfDay(getLastDay(special), zone)
}

/** Whether the last day follows the first, within a year. */
export function isDayRange(special: Pick<SpecialHours, 'firstDay' | 'lastDay'>): boolean {
  const { firstDay, lastDay } = special
  if (lastDay === null || !isDate(firstDay) || !isDate(lastDay)) return true
  return firstDay <= lastDay && countDays(firstDay, lastDay) <= 367
}

/** The days of all rows together; one that is no day yet counts as one. */
export function countAllDays(specials: readonly Pick<SpecialHours, 'firstDay' | 'lastDay'>[]): number {
  return specials.reduce((sum, { firstDay, lastDay }) => {
    const isRange = lastDay !== null && isDate(firstDay) && isDate(lastDay) && firstDay <= lastDay
    return sum + (isRange ? countDays(firstDay, lastDay) : 1)
  }, 0)
}

export function isClosed({ opens, closes }: SpecialHours): boolean {
  return !opens || !closes
}

/** The days as patients read them, the first ones first. */
export function listSpecialLines(specials: readonly SpecialHours[]): SpecialLine[] {
  return specials.toSorted(compareSpecials).map(special => ({
    special,
    name: special.name?.trim() || null,
    intervals: toIntervals(special),
  }))
}

/** The first ones first; of those that begin on one day, the one that is over first. */
export function compareSpecials(a: SpecialHours, b: SpecialHours): number {
  return (
    compareText(a.firstDay, b.firstDay) ||
    compareText(getLastDay(a), getLastDay(b)) ||
    compareText(a._key, b._key)
  )
}

/**
 * The days of the week on which the hours of a row count. “December 21st to January 1st, 9 AM to noon” opens no Sunday: in a row of
 * several days they are those with hours every week, unless none of its days has any.
 */
export function listCountedWeekdays(
  special: SpecialHours,
  openingHours: readonly OpeningHoursRow[],
): readonly Weekday[] {
  const days = new Set(listDates(special).slice(0, 7).map(toWeekday))
  const every = weekdays.map(({ value }) => value).filter(day => days.has(day))
  const open = every.filter(day => intervalsOn(day, openingHours).length > 0)
  return every.length === 1 || open.length === 0 ? every : open
}

/** The dates of a row, in order. */
export function listDates(special: SpecialHours): Temporal.PlainDate[] {
  const first = parseDate(special.firstDay)
  const { days } = first.until(parseDate(getLastDay(special)))
  return Array.from({ length: days + 1 }, (_, index) => first.add({ days: index }))
}

/** The hours of a row; none where it is closed. */
export function toIntervals({ opens, closes }: SpecialHours): Interval[] {
  return opens && closes ? joinIntervals([{ opens, closes }]) : []
}

export function toWeekday(date: Temporal.PlainDate): Weekday {
  const { value } = weekdays[date.dayOfWeek - 1] ?? weekdays[0]
  return value
}

export function getLastDay({ firstDay, lastDay }: SpecialHours): string {
  return lastDay ?? firstDay
}

function countDays(firstDay: string, lastDay: string): number {
  return parseDate(firstDay).until(parseDate(lastDay)).days + 1
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
