import { dateInZone, formatTimeOfDay, parseDate, toInstant } from './clinic-time.ts'
import { earliestAfter } from './next-change.ts'
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
  /** “9:00 AM to 12:00 PM, 1:00 PM to 5:00 PM”, or “Closed”. */
  readonly text: string
}

export interface OpeningState {
  readonly open: boolean
  /** When the clinic next opens or closes; null when it has no hours at all. */
  readonly changesAt: Temporal.Instant | null
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

/** Whether the clinic is open now (from `opens`, inclusive, to `closes`, exclusive), and when that changes. */
export function openingState(
  rows: readonly OpeningHoursRow[],
  zone: string,
  now: Temporal.Instant,
): OpeningState {
  const intervals = intervalsInTheWeekFrom(dateInZone(now, zone), rows, zone)
  const isOpenAt = (instant: Temporal.Instant) =>
    intervals.some(
      ({ from, until }) =>
        Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, until) < 0,
    )
  const open = isOpenAt(now)
  // A change of the clock can push one interval into the next, so that not every boundary is a change.
  const changes = intervals.flatMap(({ from, until }) => [from, until]).filter(at => isOpenAt(at) !== open)
  const changesAt = earliestAfter(changes, now)
  return { open, changesAt }
}

/** The same day of the next week is included: a clinic that opens once a week next changes there. */
function intervalsInTheWeekFrom(date: string, rows: readonly OpeningHoursRow[], zone: string) {
  const today = parseDate(date)
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap(days => {
    const day = today.add({ days })
    const weekday = weekdays[day.dayOfWeek - 1]?.value
    return (weekday ? intervalsOn(weekday, rows) : [])
      .map(({ opens, closes }) => ({
        from: toInstant(day.toString(), opens, zone),
        until: toInstant(day.toString(), closes, zone),
      }))
      .filter(({ from, until }) => Temporal.Instant.compare(from, until) < 0)
  })
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
