import { endOfDay } from './clinic-time.ts'
import {
  dayStretches,
  type Interval,
  intervalsOn,
  isSame,
  joinIntervals,
  minutesOfDay,
  type NextOpening,
  type OpeningStretch,
  type Weekday,
} from './opening-hours.ts'
import {
  type Hours,
  isClosed,
  listCountedWeekdays,
  listDates,
  type SpecialHours,
  toIntervals,
  toWeekday,
} from './special-hours.ts'
import { weekdays } from './vocabulary.ts'

/** The hours of every date. What it says of a date is worked out once: rows of a year are asked for hundreds of dates. */
export interface HoursCalendar {
  /** In order, none touching the next; empty on a closed day. */
  findIntervals(date: Temporal.PlainDate): readonly Interval[]
  /** The first opening of a later day; null where there is none. */
  findNextOpening(date: Temporal.PlainDate): Opening | null
}

interface Opening {
  readonly date: Temporal.PlainDate
  readonly opens: string
}

/** A stretch of time in which the same holds, between two ISO instants. */
export interface DatedStretch extends Pick<OpeningStretch, 'state'> {
  readonly from: string
  /** Exclusive. */
  readonly until: string
}

/** The day of an opening further ahead would be taken for one of this year. */
const furthestDays = 365

export function createCalendar({ openingHours, specialHours }: Hours): HoursCalendar {
  const week = new Map(weekdays.map(({ value }) => [value, intervalsOn(value, openingHours)]))
  const special = toSpecialIntervals({ openingHours, specialHours })
  const openings = new Map<string, Opening | null>()
  const findIntervals = (date: Temporal.PlainDate) =>
    special.get(date.toString()) ?? week.get(toWeekday(date)) ?? []
  return {
    findIntervals,
    findNextOpening(date) {
      const passed: string[] = []
      let opening: Opening | null = null
      // Days of every week alone: within seven of them there is an opening, or there is none.
      for (let day = date, usual = 0; usual < 7; day = day.add({ days: 1 })) {
        const known = openings.get(day.toString())
        if (known) opening = known
        if (known !== undefined) break
        passed.push(day.toString())
        const next = day.add({ days: 1 })
        const [first] = findIntervals(next)
        if (first) opening = { date: next, opens: first.opens }
        if (first) break
        usual = special.has(next.toString()) ? 0 : usual + 1
      }
      for (const day of passed) openings.set(day, opening)
      return opening
    },
  }
}

/**
 * The hours of the dates that rows name. Of rows that overlap, the one with the fewest days counts: one day within two weeks of
 * holidays. Where as many are given twice, closed counts more than open, and hours are joined.
 */
function toSpecialIntervals({ openingHours, specialHours }: Hours): Map<string, readonly Interval[]> {
  const ruling = new Map<string, { count: number; weekday: Weekday; rows: Row[] }>()
  for (const special of specialHours) {
    const row = { special, weekdays: listCountedWeekdays(special, openingHours) }
    const dates = listDates(special)
    for (const date of dates) {
      const found = ruling.get(date.toString())
      if (!found || dates.length < found.count)
        ruling.set(date.toString(), { count: dates.length, weekday: toWeekday(date), rows: [row] })
      else if (dates.length === found.count) found.rows.push(row)
    }
  }
  return new Map(
    [...ruling].map(([date, { weekday, rows }]) => {
      const counted = rows.filter(row => row.weekdays.includes(weekday)).map(({ special }) => special)
      const closes = rows.some(({ special }) => isClosed(special))
      return [date, closes ? [] : joinIntervals(counted.flatMap(toIntervals))]
    }),
  )
}

interface Row {
  readonly special: SpecialHours
  readonly weekdays: readonly Weekday[]
}

/**
 * What to say of the clinic on these dates (in order) where the days that differ change it: on these days, and before them, where the
 * next opening is another one than every week. It goes before what `openingWeek` says; nothing where that says nothing.
 */
export function listStretches(
  hours: Hours,
  dates: readonly Temporal.PlainDate[],
  zone: string,
): DatedStretch[] {
  if (!hasWeek(hours)) return []
  const calendar = createCalendar(hours)
  const week = createCalendar({ ...hours, specialHours: [] })
  const stretches: DatedStretch[] = []
  for (const date of dates) {
    const weekly = stretchesOnDate(date, week)
    const changed = stretchesOnDate(date, calendar).filter(each => !weekly.some(usual => isSame(usual, each)))
    for (const { from, until, state } of changed) {
      const last = stretches.at(-1)
      const begins = instantAt(date, from, zone)
      const ends = instantAt(date, until, zone)
      if (last && last.until === begins && isSame(last.state, state))
        stretches[stretches.length - 1] = { ...last, until: ends }
      else stretches.push({ from: begins, until: ends, state })
    }
  }
  return stretches
}

/** What holds at a moment by the clinic's clock; undefined for a place without hours. */
export function findStretch(at: Temporal.ZonedDateTime, hours: Hours): OpeningStretch | undefined {
  if (!hasWeek(hours)) return undefined
  const minute = at.hour * 60 + at.minute
  return stretchesOnDate(at.toPlainDate(), createCalendar(hours)).find(
    ({ from, until }) => from <= minute && minute < until,
  )
}

function hasWeek({ openingHours }: Hours): boolean {
  return weekdays.some(({ value }) => intervalsOn(value, openingHours).length > 0)
}

function stretchesOnDate(date: Temporal.PlainDate, calendar: HoursCalendar): OpeningStretch[] {
  const next = calendar.findNextOpening(date)
  return dayStretches(calendar.findIntervals(date), next && toNextOpening(next, date))
}

function toNextOpening({ date, opens }: Opening, today: Temporal.PlainDate): NextOpening | null {
  const ahead = today.until(date).days
  if (ahead > furthestDays) return null
  if (ahead === 1) return { when: 'tomorrow', opens }
  // The name of a day alone would be taken for the day that comes next.
  return ahead < 7
    ? { when: 'weekday', weekday: toWeekday(date), opens }
    : { when: 'date', date: date.toString(), opens }
}

function instantAt(date: Temporal.PlainDate, minute: number, zone: string): string {
  if (minute === minutesOfDay) return endOfDay(date.toString(), zone).toString()
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant().toString()
}
