/**
 * The first instants of the half-years after `now`, by the clock of `zone`: the next January or July 1st, and the one
 * after it. What must stay good for half a year is dated by them, and so changes twice a year and not with every release.
 */
export function nextHalfYears(
  now: Temporal.Instant,
  zone: string,
): [next: Temporal.Instant, afterNext: Temporal.Instant] {
  const { year, month } = now.toZonedDateTimeISO(zone)
  const first = Temporal.PlainDate.from({ year, month: month < 7 ? 7 : 1, day: 1 }).add({
    years: month < 7 ? 0 : 1,
  })
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).toInstant()
  return [startOf(first), startOf(first.add({ months: 6 }))]
}
