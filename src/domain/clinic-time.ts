import { dates } from '#words/english/dates.ts'

/**
 * Dates and times by the clinic's clock. Staff write a date (YYYY-MM-DD) and a time of day (HH:MM, 24 hours);
 * with the clinic's IANA time zone the two make an instant.
 */

/** The date that a string such as “2026-02-06” writes. Throws a RangeError for anything else. */
export function parseDate(date: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return Temporal.PlainDate.from(date, { overflow: 'reject' })
  } catch (cause) {
    throw new RangeError(`“${date}” is not a day of the calendar. Choose another date.`, { cause })
  }
  throw new RangeError(`“${date}” is not a date. Write it as year-month-day, for example 2026-02-06.`)
}

/** The time of day that a string such as “18:00” writes. Throws a RangeError for anything else. */
export function parseTimeOfDay(time: string): Temporal.PlainTime {
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return Temporal.PlainTime.from(time)
  throw new RangeError(`“${time}” is not a time of day. Write it on a 24-hour clock, for example 18:00.`)
}

/**
 * The instant at which the clinic's clock shows this date and time. A time that the clock skips in spring counts as
 * an hour later; of a time that it shows twice in autumn, the first counts (Temporal's “compatible” rule).
 */
export function toInstant(date: string, time: string, zone: string): Temporal.Instant {
  return parseDate(date)
    .toZonedDateTime({ timeZone: zone, plainTime: parseTimeOfDay(time) })
    .toInstant()
}

/** The instant at which the day begins in the zone: midnight, or the first moment where the clock skips midnight. */
export function startOfDay(date: string, zone: string): Temporal.Instant {
  return parseDate(date).toZonedDateTime(zone).toInstant()
}

/** The instant at which the day is over in the zone: the start of the next day, so a day may last 23 or 25 hours. */
export function endOfDay(date: string, zone: string): Temporal.Instant {
  return parseDate(date).add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/** The date (YYYY-MM-DD) that the clinic's calendar shows at the instant. */
export function dateInZone(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/*
 * Dates and times as staff read them, who read English. Pages write them in their own language: `words.dates`.
 */

/** “February 6th” for 2026-02-06. */
export function formatMonthDay(date: string): string {
  return dates.monthDay(parseDate(date).toString())
}

/** “Friday, February 6, 2026” for 2026-02-06. */
export function formatLongDate(date: string): string {
  return dates.longDate(parseDate(date).toString())
}

/** “February 6, 2026” for 2026-02-06: where the day of the week says nothing. */
export function formatDate(date: string): string {
  return dates.date(parseDate(date).toString())
}

/** “6 PM” for 18:00, “6:30 PM” for 18:30, and the two that “12” would leave in doubt in words: “noon”, “midnight”. */
export function formatTimeOfDay(time: string): string {
  return dates.time(parseTimeOfDay(time).toString())
}

/** Whether the string names a time zone, such as America/New_York. A bare offset does not: it knows no summer time. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
