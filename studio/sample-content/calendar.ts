/** The zone of the sample clinic: every date below is by its clock. */
export const clinicTimeZone = 'America/New_York'

const shortestNoticeDays = 3
const weeksBetweenGroups = 9

/** The date by the clinic's clock. */
export function clinicDate(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(clinicTimeZone).toPlainDate()
}

/** When the next groups start: on the next February 6th that is at least three days ahead, then every nine weeks. */
export function groupStartDates(now: Temporal.Instant) {
  const winter = nextFebruarySixth(clinicDate(now))
  const spring = winter.add({ weeks: weeksBetweenGroups })
  const summer = spring.add({ weeks: weeksBetweenGroups })
  return { winter, spring, summer }
}

/** A date as the Studio stores it, some days before today by the clinic's clock: 2026-11-23 */
export function daysAgo(now: Temporal.Instant, days: number): string {
  return clinicDate(now).subtract({ days }).toString()
}

/** An instant as the Studio stores it, at a time of day by the clinic's clock: 2026-11-23T14:00:00.000Z */
export function clinicDateTime(date: Temporal.PlainDate | string, time: string): string {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: clinicTimeZone, plainTime: time })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })
}

function nextFebruarySixth(today: Temporal.PlainDate): Temporal.PlainDate {
  const earliest = today.add({ days: shortestNoticeDays })
  const thisYear = Temporal.PlainDate.from({ year: earliest.year, month: 2, day: 6 })
  return Temporal.PlainDate.compare(thisYear, earliest) < 0 ? thisYear.add({ years: 1 }) : thisYear
}
