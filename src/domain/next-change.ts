/**
 * The soonest of the instants that lie after `now`, or null: when the site next changes with nobody at work.
 * An instant equal to `now` has come already.
 */
export function earliestAfter(
  instants: Iterable<Temporal.Instant | null>,
  now: Temporal.Instant,
): Temporal.Instant | null {
  let earliest: Temporal.Instant | null = null
  for (const instant of instants) {
    if (!instant || Temporal.Instant.compare(instant, now) <= 0) continue
    if (!earliest || Temporal.Instant.compare(instant, earliest) < 0) earliest = instant
  }
  return earliest
}
