import { formatTimeOfDay } from '../../src/clinic/clinic-time.ts'

const monthDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })

/** An instant as staff read it, by the clinic's clock: “10:32 AM” today, else “Feb 6, 10:32 AM”, with the year if another. */
export function formatMoment(at: Temporal.Instant | string, zone: string, now: Temporal.Instant): string {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at
  const local = instant.toZonedDateTimeISO(zone)
  const today = now.toZonedDateTimeISO(zone)
  const time = formatTimeOfDay(local.toPlainTime().toString({ smallestUnit: 'minute' }))
  if (local.toPlainDate().equals(today.toPlainDate())) return time
  // A calendar date has no zone: read and written in UTC, it stays the same day.
  const date = monthDay.format(new Date(`${local.toPlainDate()}T00:00:00Z`))
  return local.year === today.year ? `${date}, ${time}` : `${date}, ${local.year}, ${time}`
}
