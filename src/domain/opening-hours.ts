import { formatTimeOfDay, parseTimeOfDay } from './clinic-time.ts'
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
  /** “9 AM to noon, 1 PM to 5 PM”, or “Closed”. */
  readonly text: string
}

/** Days with the same hours: “Monday to Thursday”, “9 AM to 5 PM”. */
export interface HoursLine {
  /** The key of the row with the hours of its first day; null for a day without. */
  readonly key: string | null
  readonly days: string
  readonly text: string
}

/** A stretch of time in which the same words hold, in minutes since a week or a day began by the clinic's clock. */
export interface OpeningStretch {
  readonly from: number
  /** Exclusive. */
  readonly until: number
  readonly open: boolean
  /** “Open now, until 5 PM”, “Closed. Opens tomorrow at 9 AM” */
  readonly text: string
}

export const minutesOfDay = 24 * 60

/** The week as patients read it, Monday first. Rows that overlap or touch are joined. */
export function weekOfHours(rows: readonly OpeningHoursRow[]): DayOfHours[] {
  return weekdays.map(({ value: day }) => {
    const intervals = intervalsOn(day, rows)
    return { day, intervals, text: intervalsInWords(intervals) }
  })
}

/** “9 AM to noon, 1 PM to 5 PM”, or “Closed”. */
export function intervalsInWords(intervals: readonly Interval[]): string {
  const hours = intervals.map(
    ({ opens, closes }) => `${formatTimeOfDay(opens)} to ${formatTimeOfDay(closes)}`,
  )
  return hours.join(', ') || 'Closed'
}

/** The week as patients read it, days with the same hours in one line. */
export function hoursLines(rows: readonly (OpeningHoursRow & { readonly _key: string })[]): HoursLine[] {
  const runs: { days: string[]; text: string }[] = []
  for (const { day, text } of weekOfHours(rows)) {
    const last = runs.at(-1)
    if (last?.text === text) last.days.push(day)
    else runs.push({ days: [day], text })
  }
  return runs.map(({ days, text }) => {
    const key = rows.find(row => row.days.some(day => day === days[0]))?._key ?? null
    const [first = '', last = first] = [days[0], days.at(-1)]
    return {
      days: days.length === 1 ? first : `${first} ${days.length === 2 ? 'and' : 'to'} ${last}`,
      text,
      key,
    }
  })
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
    const when = ahead === 0 ? 'tomorrow' : day
    return dayStretches(intervals, next ? `${when} at ${formatTimeOfDay(next.opens)}` : null).map(
      ({ from, until, ...rest }) => ({
        from: index * minutesOfDay + from,
        until: index * minutesOfDay + until,
        ...rest,
      }),
    )
  })
}

/**
 * What to say in the course of a day with these hours, in minutes since it began. `nextOpening` is the first opening of a
 * later day, “tomorrow at 9 AM”; null where there is none.
 */
export function dayStretches(intervals: readonly Interval[], nextOpening: string | null): OpeningStretch[] {
  const bounds = intervals.flatMap(({ opens, closes }) => [minuteOfDay(opens), minuteOfDay(closes)])
  const ends = [...bounds, minutesOfDay]
  return [0, ...bounds].flatMap((from, index): OpeningStretch[] => {
    const until = ends[index] ?? from
    if (from === until) return []
    const current = intervals.find(({ opens }) => minuteOfDay(opens) === from)
    if (current) {
      return [{ from, until, open: true, text: `Open now, until ${formatTimeOfDay(current.closes)}` }]
    }
    const next = intervals.find(({ opens }) => minuteOfDay(opens) >= until)
    const opening = next ? `at ${formatTimeOfDay(next.opens)}` : nextOpening
    return [{ from, until, open: false, text: opening ? `Closed. Opens ${opening}` : 'Closed' }]
  })
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
