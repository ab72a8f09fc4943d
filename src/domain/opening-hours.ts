import { parseTimeOfDay } from './clinic-time.ts'
import { weekdays } from './vocabulary.ts'

export type Weekday = (typeof weekdays)[number]['value']

/** One row of the settings: on these days, from `opens` to `closes` (HH:MM, 24 hours, on the same day). */
export interface OpeningHoursRow {
  readonly days: readonly Weekday[]
  readonly opens: string
  readonly closes: string
}

/** From when to when on one day (HH:MM, 24 hours). */
export interface Interval {
  readonly opens: string
  readonly closes: string
}

export interface DayOfHours {
  readonly day: Weekday
  /** In order, none touching the next; empty when the clinic is closed. */
  readonly intervals: readonly Interval[]
}

/** Days in a row with the same hours. */
export interface HoursLine {
  /** The key of the row with the hours of its first day; null for a day without. */
  readonly key: string | null
  readonly days: { readonly first: Weekday; readonly last: Weekday; readonly count: number }
  readonly intervals: readonly Interval[]
}

/** When a closed clinic opens, HH:MM: today, tomorrow, within a week, or on a date (YYYY-MM-DD) further ahead. */
export type NextOpening = { readonly opens: string } & (
  | { readonly when: 'today' | 'tomorrow' }
  | { readonly when: 'weekday'; readonly weekday: Weekday }
  | { readonly when: 'date'; readonly date: string }
)

/** What is said of the clinic: until when it is open, or when it opens; null where that is not known. */
export type OpenState =
  | { readonly open: true; readonly closes: string }
  | { readonly open: false; readonly next: NextOpening | null }

/** A stretch of time in which the same holds, in minutes since a week or a day began by the clinic's clock. */
export interface OpeningStretch {
  readonly from: number
  /** Exclusive. */
  readonly until: number
  readonly state: OpenState
}

export const minutesOfDay = 24 * 60

/** The week as patients read it, Monday first. Rows that overlap or touch are joined. */
export function weekOfHours(rows: readonly OpeningHoursRow[]): DayOfHours[] {
  return weekdays.map(({ value: day }) => {
    return { day, intervals: intervalsOn(day, rows) }
  })
}

/** The week as patients read it, days with the same hours in one line. */
export function hoursLines(rows: readonly (OpeningHoursRow & { readonly _key: string })[]): HoursLine[] {
  const lines: HoursLine[] = []
  for (const { day, intervals } of weekOfHours(rows)) {
    const line = lines.at(-1)
    if (line && isSame(line.intervals, intervals)) {
      const { first, count } = line.days
      lines[lines.length - 1] = { ...line, days: { first, last: day, count: count + 1 } }
    } else {
      const key = rows.find(row => row.days.includes(day))?._key ?? null
      lines.push({ key, days: { first: day, last: day, count: 1 }, intervals })
    }
  }
  return lines
}

/**
 * What to say of the clinic at every minute of a week, from Sunday 00:00 on; nothing for a clinic without hours. It is
 * the same every week, whatever the date: a page that holds it never grows old.
 */
export function openingWeek(rows: readonly OpeningHoursRow[]): OpeningStretch[] {
  const days = [...weekdays.slice(-1), ...weekdays.slice(0, -1)].map(({ value }) => value)
  const week = days.map(day => ({ day, intervals: intervalsOn(day, rows) }))
  if (week.every(({ intervals }) => intervals.length === 0)) return []
  return week.flatMap(({ intervals }, index) => {
    const later = [...week, ...week].slice(index + 1, index + 1 + days.length)
    const ahead = later.findIndex(each => each.intervals.length > 0)
    const { day, intervals: [next] = [] } = later[ahead] ?? {}
    return dayStretches(intervals, next && day ? openingAhead(ahead, day, next.opens) : null).map(
      ({ from, until, state }) => ({
        from: index * minutesOfDay + from,
        until: index * minutesOfDay + until,
        state,
      }),
    )
  })
}

function openingAhead(daysBetween: number, weekday: Weekday, opens: string): NextOpening {
  return daysBetween === 0 ? { when: 'tomorrow', opens } : { when: 'weekday', weekday, opens }
}

/**
 * What to say in the course of a day with these hours, in minutes since it began. `later` is the first opening of a later
 * day; null where there is none.
 */
export function dayStretches(intervals: readonly Interval[], later: NextOpening | null): OpeningStretch[] {
  const bounds = intervals.flatMap(({ opens, closes }) => [minuteOfDay(opens), minuteOfDay(closes)])
  const ends = [...bounds, minutesOfDay]
  return [0, ...bounds].flatMap((from, index): OpeningStretch[] => {
    const until = ends[index] ?? from
    if (from === until) return []
    const current = intervals.find(({ opens }) => minuteOfDay(opens) === from)
    if (current) return [{ from, until, state: { open: true, closes: current.closes } }]
    const today = intervals.find(({ opens }) => minuteOfDay(opens) >= until)
    const next: NextOpening | null = today ? { when: 'today', opens: today.opens } : later
    return [{ from, until, state: { open: false, next } }]
  })
}

/** Whether two values, which hold facts in one order alone, are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The hours of a day of the week: in order, none touching the next. */
export function intervalsOn(day: Weekday, rows: readonly OpeningHoursRow[]): Interval[] {
  return joinIntervals(rows.filter(({ days }) => days.includes(day)))
}

/** Intervals of one day in order, those that overlap or touch joined, and without those that end before they begin. */
export function joinIntervals(intervals: readonly Interval[]): Interval[] {
  const joined: { opens: string; closes: string }[] = []
  const forward = intervals.filter(({ opens, closes }) => opens < closes)
  for (const { opens, closes } of forward.sort((a, b) => (a.opens < b.opens ? -1 : 1))) {
    const last = joined.at(-1)
    if (!last || last.closes < opens) joined.push({ opens, closes })
    else if (last.closes < closes) last.closes = closes
  }
  return joined
}

function minuteOfDay(time: string): number {
  const { hour, minute } = parseTimeOfDay(time)
  return hour * 60 + minute
}
