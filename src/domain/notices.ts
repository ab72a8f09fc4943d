import { dateInZone, parseDate } from './clinic-time.ts'

/** Whether a notice waits to be confirmed: nobody has within a year of the clinic's calendar, or ever. */
export function needsConfirming(lastConfirmed: string | null, zone: string, now: Temporal.Instant): boolean {
  if (!lastConfirmed) return true
  const lapsesOn = parseDate(lastConfirmed).add({ years: 1 })
  return Temporal.PlainDate.compare(dateInZone(now, zone), lapsesOn) >= 0
}
