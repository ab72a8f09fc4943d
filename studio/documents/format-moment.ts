import { formatDate, formatTimeOfDay } from '#domain/clinic-time.ts'

/** An instant as staff read it, by the clinic's clock: “10:32 AM” today, else “February 6, 10:32 AM”, with the year if another. */
export function formatMoment(at: Temporal.Instant | string, zone: string, now: Temporal.Instant): string {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at
  const local = instant.toZonedDateTimeISO(zone)
  const today = now.toZonedDateTimeISO(zone)
  const time = formatTimeOfDay(local.toPlainTime().toString({ smallestUnit: 'minute' }))
  if (local.toPlainDate().equals(today.toPlainDate())) return time
  const date = formatDate(local.toPlainDate().toString())
  return `${local.year === today.year ? date.replace(`, ${local.year}`, '') : date}, ${time}`
}
