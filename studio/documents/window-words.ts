import { type Announcement, announcementWindow } from '#domain/announcements.ts'
import { dateInZone, formatTimeOfDay, parseDate, startOfDay } from '#domain/clinic-time.ts'

/**
 * From when to when patients see the announcement: “Patients see it from now until the end of Saturday, February 6.”
 * @throws RangeError as `announcementWindow` does, with what is missing.
 */
export function windowInWords(announcement: Announcement, zone: string, now: Temporal.Instant): string {
  const { from, until } = announcementWindow(announcement, zone)
  const end = endOfWindow(until, zone, now)
  if (from && Temporal.Instant.compare(from, until) >= 0)
    return 'Patients never see it: it ends before it starts.'
  if (Temporal.Instant.compare(until, now) <= 0) return `Patients do not see it any more: it ended at ${end}.`
  const start = from && Temporal.Instant.compare(from, now) > 0 ? momentInWords(from, zone, now) : 'now'
  return `Patients see it from ${start} until ${end}.`
}

/** The instant at which a window closes: “the end of Saturday, February 6”, or “6 PM on Saturday, February 6”. */
export function endOfWindow(until: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const date = dateInZone(until, zone)
  if (!startOfDay(date, zone).equals(until)) return momentInWords(until, zone, now)
  return `the end of ${dayInWords(parseDate(date).subtract({ days: 1 }).toString(), zone, now)}`
}

/** “6 PM on Saturday, February 6”, by the clinic's clock; the year is named where it is not this one's. */
export function momentInWords(instant: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const time = instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return `${formatTimeOfDay(time)} on ${dayInWords(dateInZone(instant, zone), zone, now)}`
}

/** “Saturday, February 6”, with its year where that is not within the next months. */
export function dayInWords(date: string, zone: string, now: Temporal.Instant): string {
  const day = parseDate(date)
  const months = parseDate(dateInZone(now, zone)).until(day, { largestUnit: 'months' }).months
  return day.toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    // A date of the last weeks or of the months ahead is in no doubt.
    ...((months > 9 || months < -2) && { year: 'numeric' }),
  })
}
