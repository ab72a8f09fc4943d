import { formatDate, formatLongDate, formatTimeOfDay } from '#domain/clinic-time.ts'

/** The preview shows a day without a time at noon, by the clinic's clock. */
const noon = Temporal.PlainTime.from('12:00')

/**
 * An instant by the clinic's calendar and clock, without its time at noon, which stands for the whole day: in words,
 * “Friday, February 6, 2026, 9:30 AM”, and as staff would type it.
 */
export function describeInstant(instant: Temporal.Instant, zone: string): { words: string; typed: string } {
  const local = instant.toZonedDateTimeISO(zone)
  const day = local.toPlainDate().toString()
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const time = local.toPlainTime().equals(noon) ? '' : `, ${formatTimeOfDay(clock)}`
  return { words: `${formatLongDate(day)}${time}`, typed: `${formatDate(day)}${time}` }
}
