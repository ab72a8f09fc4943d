import { dateInZone, parseDate } from '#domain/clinic-time.ts'

/** When a group met for the first time, and where: a date, and a time and a place where they are known. */
export interface GroupStart {
  readonly startDate: string
  readonly startTime: string | null
  readonly place: string | null
}

/**
 * When the next group will likely start, from its starts so far: on the weekday, at the time and place of the latest, after
 * the same number of weeks as lay between the last two (one week while there is one start alone), after today. Null
 * where a group has never started.
 */
export function nextStart(
  starts: readonly GroupStart[],
  zone: string,
  now: Temporal.Instant,
): GroupStart | null {
  const byDate = new Map(starts.map(start => [start.startDate, start]))
  const dates = [...byDate.keys()].toSorted()
  const latest = dates.at(-1)
  const previous = dates.at(-2)
  if (!latest) return null
  const days = previous ? parseDate(previous).until(parseDate(latest)).days : 0
  const rhythm = { days: days > 0 && days % 7 === 0 ? days : 7 }
  const today = parseDate(dateInZone(now, zone))
  let next = parseDate(latest).add(rhythm)
  while (Temporal.PlainDate.compare(next, today) <= 0) next = next.add({ days: 7 })
  const { startTime = null, place = null } = byDate.get(latest) ?? {}
  return { startDate: next.toString(), startTime, place }
}
