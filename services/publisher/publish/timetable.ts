/** When publishing next has something to do, by the clock. Immutable. */
export type Timetable = {
  /** The next instant at which the site differs with no edit. */
  readonly change: Temporal.Instant | null
  readonly retry: Temporal.Instant | null
  readonly compare: Temporal.Instant | null
  /** The latest time of the clock since it was last set back, in milliseconds. */
  readonly latestMs: number
}

/**
 * The longest sleep, in milliseconds. Timers stop while a machine sleeps and ignore changes of its clock: checking the
 * clock this often bounds any delay.
 */
const longestSleepMs = 10_000

/** The longest wait before a retry, in milliseconds. */
export const longestRetryMs = 60_000

/** Time servers adjust a clock by less; a larger step means that somebody set it back. */
const setBackMs = 1000

export const emptyTimetable: Timetable = {
  change: null,
  retry: null,
  compare: null,
  latestMs: Number.NEGATIVE_INFINITY,
}

/** What is due at `now`, and the timetable without it. */
export function takeDue(table: Timetable, now: Temporal.Instant, compareEveryMs: number) {
  const isSetBack = now.epochMilliseconds < table.latestMs - setBackMs
  const isDue = {
    // The next change was computed from the later time and may now come sooner.
    change: isSetBack || hasCome(table.change, now, Number.POSITIVE_INFINITY),
    // A clock that was set back would delay these by the same time.
    retry: hasCome(table.retry, now, longestRetryMs),
    compare: hasCome(table.compare, now, compareEveryMs),
  }
  const rest: Timetable = {
    change: isDue.change ? null : table.change,
    retry: isDue.retry ? null : table.retry,
    compare: isDue.compare ? null : table.compare,
    latestMs: isSetBack ? now.epochMilliseconds : table.latestMs,
  }
  return { isDue, rest }
}

/** How long to sleep from `now`, in milliseconds. */
export function toSleepMs({ change, retry, compare }: Timetable, now: Temporal.Instant): number {
  const waits = [change, retry, compare].map(instant =>
    instant ? instant.epochMilliseconds - now.epochMilliseconds : longestSleepMs,
  )
  // Instants have nanoseconds, timers do not: rather a millisecond late than early.
  return Math.max(1, Math.min(longestSleepMs, ...waits) + 1)
}

/** Whether an instant has come, or lies farther ahead than it can have been set. */
function hasCome(instant: Temporal.Instant | null, now: Temporal.Instant, farthestMs: number): boolean {
  if (instant === null) return false
  if (Temporal.Instant.compare(instant, now) <= 0) return true
  return instant.epochMilliseconds - now.epochMilliseconds > farthestMs
}
