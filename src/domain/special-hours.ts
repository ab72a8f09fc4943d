import type { Announcement } from './announcements.ts'
import {
  endOfDay,
  formatMonthDay,
  formatShortDay,
  formatTimeOfDay,
  parseDate,
  startOfDay,
} from './clinic-time.ts'
import { isDate } from './iso-time.ts'
import {
  dayStretches,
  type Interval,
  intervalsInWords,
  intervalsOn,
  joinIntervals,
  minutesOfDay,
  type OpeningHoursRow,
  type OpeningStretch,
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
export interface SpecialLine {
  readonly key: string
  /** “Thursday, November 26th”, “December 24th to January 1st” */
  readonly days: string
  readonly name: string | null
  /** “9 AM to noon”, or “Closed”. */
  readonly text: string
}

/** A stretch of time in which the same words hold, between two ISO instants. */
export interface DatedStretch extends Pick<OpeningStretch, 'open' | 'text'> {
  readonly from: string
  /** Exclusive. */
  readonly until: string
}

/** How long before its first day every page knows of a day that differs. The contact page lists all that lie ahead. */
export const soonDays = 14

/** How long before its first day a closure is announced. */
const announcedDays = 3

/** How far ahead the next opening is looked for. */
const furthestDays = 400

/** When every page begins to know of the days, and when they are over. */
export function specialWindow(
  special: SpecialHours,
  zone: string,
): { soonFrom: Temporal.Instant; until: Temporal.Instant } {
  const soon = parseDate(special.firstDay).subtract({ days: soonDays }).toString()
  return { soonFrom: startOfDay(soon, zone), until: endOfDay(lastDayOf(special), zone) }
}

/** Whether the last day follows the first, within a year. */
export function isShortEnough(special: Pick<SpecialHours, 'firstDay' | 'lastDay'>): boolean {
  const { firstDay, lastDay } = special
  if (lastDay === null || !isDate(firstDay) || !isDate(lastDay)) return true
  return firstDay <= lastDay && parseDate(firstDay).until(parseDate(lastDay)).days <= 366
}

export function isClosed({ opens, closes }: SpecialHours): boolean {
  return !opens || !closes
}

/** The days as patients read them, the first ones first. */
export function specialLines(specials: readonly SpecialHours[]): SpecialLine[] {
  return specials
    .toSorted((a, b) => compareText(a.firstDay, b.firstDay) || compareText(lastDayOf(a), lastDayOf(b)))
    .map(special => ({
      key: special._key,
      days: daysInWords(special),
      name: special.name?.trim() || null,
      text: intervalsInWords(toIntervals(special)),
    }))
}

/**
 * The hours of a date. Of days that overlap, the fewest count: one day within two weeks of holidays. Where as many are
 * given twice, closed counts more than open, and hours are joined.
 */
export function intervalsOnDate(date: Temporal.PlainDate, { openingHours, specialHours }: Hours): Interval[] {
  const day = date.toString()
  const covering = specialHours.filter(special => special.firstDay <= day && day <= lastDayOf(special))
  if (covering.length === 0) return intervalsOn(toWeekday(date), openingHours)
  const fewest = Math.min(...covering.map(countDays))
  const ruling = covering.filter(special => countDays(special) === fewest)
  return ruling.some(isClosed) ? [] : joinIntervals(ruling.flatMap(toIntervals))
}

/**
 * What to say of the clinic where the days that differ change it: on these days, and before them, where the next
 * opening is another one than every week. It goes before what `openingWeek` says.
 */
export function specialStretches(hours: Hours, zone: string): DatedStretch[] {
  const stretches: DatedStretch[] = []
  for (const date of datesAround(hours.specialHours)) {
    const weekly = stretchesOnDate(date, { ...hours, specialHours: [] })
    const changed = stretchesOnDate(date, hours).filter(
      each =>
        !weekly.some(
          ({ from, until, text }) => from === each.from && until === each.until && text === each.text,
        ),
    )
    for (const { from, until, open, text } of changed) {
      const last = stretches.at(-1)
      const begins = instantAt(date, from, zone)
      const ends = instantAt(date, until, zone)
      if (last && last.until === begins && last.text === text)
        stretches[stretches.length - 1] = { ...last, until: ends }
      else stretches.push({ from: begins, until: ends, open, text })
    }
  }
  return stretches
}

/** Closed days as the bar announces them, until they are over: the settings are enough, and nobody announces them again. */
export function closureAnnouncements(specials: readonly SpecialHours[], zone: string): Announcement[] {
  return specials.filter(isClosed).map(special => {
    const shownFrom = parseDate(special.firstDay).subtract({ days: announcedDays }).toString()
    const name = special.name?.trim()
    const days =
      special.lastDay && special.lastDay !== special.firstDay
        ? `from ${daysInWords(special)}`
        : `on ${daysInWords(special)}`
    return {
      _id: special._key,
      kind: 'closure',
      urgency: 'important',
      startDate: null,
      startTime: null,
      showFrom: startOfDay(shownFrom, zone).toString(),
      showUntil: endOfDay(lastDayOf(special), zone).toString(),
      message: `We are closed ${days}${name ? ` (${name})` : ''}`,
      cancelledUntil: null,
    }
  })
}

/** What holds at a moment by the clinic's clock; undefined for a place without hours. */
export function stretchAt(at: Temporal.ZonedDateTime, hours: Hours): OpeningStretch | undefined {
  if (hours.openingHours.length === 0) return undefined
  const minute = at.hour * 60 + at.minute
  return stretchesOnDate(at.toPlainDate(), hours).find(({ from, until }) => from <= minute && minute < until)
}

function stretchesOnDate(date: Temporal.PlainDate, hours: Hours): OpeningStretch[] {
  for (let ahead = 1; ahead < furthestDays; ahead++) {
    const later = date.add({ days: ahead })
    const [next] = intervalsOnDate(later, hours)
    if (!next) continue
    // The name of a day alone would be taken for the day that comes next.
    const day = ahead === 1 ? 'tomorrow' : ahead < 7 ? toWeekday(later) : formatShortDay(later.toString())
    return dayStretches(intervalsOnDate(date, hours), `${day} at ${formatTimeOfDay(next.opens)}`)
  }
  return dayStretches(intervalsOnDate(date, hours), null)
}

/** The days and the week before each, in order: an opening of every week is named up to seven days ahead. */
function datesAround(specials: readonly SpecialHours[]): Temporal.PlainDate[] {
  const dates = new Set<string>()
  for (const special of specials) {
    const last = parseDate(lastDayOf(special))
    let date = parseDate(special.firstDay).subtract({ days: 7 })
    for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
      dates.add(date.toString())
  }
  return [...dates].sort().map(parseDate)
}

function instantAt(date: Temporal.PlainDate, minute: number, zone: string): string {
  if (minute === minutesOfDay) return endOfDay(date.toString(), zone).toString()
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant().toString()
}

function daysInWords({ firstDay, lastDay }: SpecialHours): string {
  if (lastDay && lastDay !== firstDay) return `${formatMonthDay(firstDay)} to ${formatMonthDay(lastDay)}`
  return `${toWeekday(parseDate(firstDay))}, ${formatMonthDay(firstDay)}`
}

function toIntervals({ opens, closes }: SpecialHours): Interval[] {
  return opens && closes ? joinIntervals([{ opens, closes }]) : []
}

function toWeekday(date: Temporal.PlainDate) {
  const { value } = weekdays[date.dayOfWeek - 1] ?? weekdays[0]
  return value
}

function lastDayOf({ firstDay, lastDay }: SpecialHours): string {
  return lastDay ?? firstDay
}

function countDays(special: SpecialHours): number {
  return parseDate(special.firstDay).until(parseDate(lastDayOf(special))).days
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
