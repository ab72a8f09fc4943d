import { formatLongDate, formatTimeOfDay, parseDate } from './clinic-time.ts'
import type { Direction } from './typed-date.ts'
import { clockAt, type MomentRules } from './typed-moment.ts'

const distance = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })

/** “Tuesday, March 9, 2027, in 14 weeks” for 2027-03-09. */
export function dateInWords(date: string, today: Temporal.PlainDate): string {
  return `${formatLongDate(date)}, ${distanceInWords(date, today)}`
}

/** “Tuesday, December 1, 2026, at 6 PM by the clinic’s clock, in 3 days”, or “The end of Tuesday, …”; `clock` is what the clock is called. */
export function momentInWords(value: string, rules: MomentRules, clock: string): string {
  const { now, zone, dayMeans } = rules
  const { day, time } = clockAt(value, zone, dayMeans)
  const long = formatLongDate(day)
  const when = time ? `${long}, at ${formatTimeOfDay(time)}` : `The ${dayMeans} of ${long},`
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return `${when} by ${clock}, ${distanceInWords(day, today)}`
}

/** What to ask of a day that is far off, or on the side of today where its field expects none; null for any other. */
export function questionOfDay(
  date: string,
  today: Temporal.PlainDate,
  expected: Direction | 'either',
): string | null {
  const day = parseDate(date)
  const { days } = today.until(day)
  const { years } = today.until(day, { largestUnit: 'years' })
  if (expected === 'ahead' && days < 0) return 'That day is over. Is the date right?'
  if (expected === 'back' && days > 0) return 'That day has yet to come. Is the date right?'
  if (years >= 1) return 'That is more than a year away. Is the year right?'
  return years <= -10 ? 'That is more than ten years ago. Is the year right?' : null
}

/** “today”, “in 9 days”, “in 14 weeks”, “5 months ago”: in the unit that people would use, rounded towards today. */
function distanceInWords(date: string, today: Temporal.PlainDate): string {
  const day = parseDate(date)
  const { days } = today.until(day)
  const { months } = today.until(day, { largestUnit: 'months' })
  if (Math.abs(days) < 14) return distance.format(days, 'day')
  if (Math.abs(months) < 6) return distance.format(Math.trunc(days / 7), 'week')
  if (Math.abs(months) < 24) return distance.format(months, 'month')
  return distance.format(Math.trunc(months / 12), 'year')
}
