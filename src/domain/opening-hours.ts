import { formatTimeOfDay, parseTimeOfDay } from './clinic-time.ts'
import { weekdays } from './vocabulary.ts'

export type Weekday = (typeof weekdays)[number]['value']

/** One row of the settings: on these days, from `opens` to `closes` (HH:MM, 24 hours, on the same day). */
export interface OpeningHoursRow {
  readonly days: readonly Weekday[]
  readonly opens: string
  readonly closes: string
}

export interface DayOfHours {
  readonly day: Weekday
  /** In order, none touching the next; empty when the clinic is closed. */
  readonly intervals: readonly { readonly opens: string; readonly closes: string }[]
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

/** A stretch of the week in which the same words hold, in minutes since Sunday 00:00 by the clinic's clock. */
export interface OpeningStretch {
  readonly from: number
  /** Exclusive. */
  readonly until: number
  readonly open: boolean
  /** “Open now, until 5 PM”, “Closed. Opens tomorrow at 9 AM” */
  readonly text: string
}

/** The week as patients read it, Monday first. Rows that overlap or touch are joined. */
export function weekOfHours(rows: readonly OpeningHoursRow[]): DayOfHours[] {
  return weekdays.map(({ value: day }) => {
    const intervals = intervalsOn(day, rows)
    const text = intervals
      .map(({ opens, closes }) => `${formatTimeOfDay(opens)} to ${formatTimeOfDay(closes)}`)
      .join(', ')
    return { day, intervals, text: text || 'Closed' }
  })
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
  const openings = days.flatMap((day, index) =>
    intervalsOn(day, rows).map(({ opens, closes }) => ({
      day: index,
      from: index * minutesOfDay + minuteOfDay(opens),
      until: index * minutesOfDay + minuteOfDay(closes),
      opens,
      closes,
    })),
  )
  const [first] = openings
  if (!first) return []
  const nextWeek = { ...first, day: first.day + days.length, from: first.from + days.length * minutesOfDay }
  return days.flatMap((_, day) => {
    const bounds = openings.filter(opening => opening.day === day).flatMap(({ from, until }) => [from, until])
    const ends = [...bounds, (day + 1) * minutesOfDay]
    return [day * minutesOfDay, ...bounds].flatMap((from, index): OpeningStretch[] => {
      const until = ends[index] ?? from
      if (from === until) return []
      const current = openings.find(opening => opening.from === from)
      if (current) {
        return [{ from, until, open: true, text: `Open now, until ${formatTimeOfDay(current.closes)}` }]
      }
      const next = openings.find(opening => opening.from >= until) ?? nextWeek
      const when =
        next.day === day ? '' : next.day === day + 1 ? 'tomorrow ' : `${days[next.day % days.length]} `
      return [{ from, until, open: false, text: `Closed. Opens ${when}at ${formatTimeOfDay(next.opens)}` }]
    })
  })
}

const minutesOfDay = 24 * 60

function minuteOfDay(time: string): number {
  const { hour, minute } = parseTimeOfDay(time)
  return hour * 60 + minute
}

function intervalsOn(day: Weekday, rows: readonly OpeningHoursRow[]) {
  const joined: { opens: string; closes: string }[] = []
  const ofTheDay = rows.filter(({ days, opens, closes }) => days.includes(day) && opens < closes)
  for (const { opens, closes } of ofTheDay.sort((a, b) => (a.opens < b.opens ? -1 : 1))) {
    const last = joined.at(-1)
    if (!last || last.closes < opens) joined.push({ opens, closes })
    else if (last.closes < closes) last.closes = closes
  }
  return joined
}
