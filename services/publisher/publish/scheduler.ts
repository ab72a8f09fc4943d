import type { Clock } from '../clock.ts'

type Due = { change: boolean; retry: boolean; compare: boolean }

/**
 * The longest sleep, in milliseconds. Timers stop while a machine sleeps and ignore changes of its clock: checking the
 * clock this often bounds any delay.
 */
const longestSleepMs = 10_000

/** The longest wait before a retry, in milliseconds. */
const longestRetryMs = 60_000

/** Time servers adjust a clock by less; a larger step means that somebody set it back. */
const setBackMs = 1000

/** Schedules by the clock, not by the duration of timers. */
export function createScheduler(clock: Clock, { onDue }: { onDue(due: Due): void }) {
  const at: {
    change: Temporal.Instant | null
    retry: Temporal.Instant | null
    compare: Temporal.Instant | null
  } = {
    change: null,
    retry: null,
    compare: null,
  }
  let cancel: (() => void) | null = null
  let started = false
  let compareEveryMs = longestSleepMs
  /** The latest time of the clock since it was last set back, in milliseconds. */
  let latestMs = Number.NEGATIVE_INFINITY

  function sleep(): void {
    cancel?.()
    if (!started) return
    const now = clock.now().epochMilliseconds
    latestMs = Math.max(latestMs, now)
    const waits = Object.values(at).map(instant =>
      instant ? instant.epochMilliseconds - now : longestSleepMs,
    )
    // Instants have nanoseconds, timers do not: rather a millisecond late than early.
    cancel = clock.after(Math.max(1, Math.min(longestSleepMs, ...waits) + 1), wake)
  }

  function wake(): void {
    const now = clock.now()
    const isSetBack = now.epochMilliseconds < latestMs - setBackMs
    if (isSetBack) latestMs = now.epochMilliseconds
    // A clock that was set back would delay these by the same time.
    if (isLaterThan(at.compare, now, compareEveryMs)) at.compare = now
    if (isLaterThan(at.retry, now, longestRetryMs)) at.retry = now
    // The next change was computed from the later time and may now come sooner.
    if (isSetBack) at.change = now
    const due = { change: take('change', now), retry: take('retry', now), compare: take('compare', now) }
    try {
      onDue(due)
    } finally {
      sleep()
    }
  }

  function take(name: keyof typeof at, now: Temporal.Instant): boolean {
    const instant = at[name]
    if (instant === null || Temporal.Instant.compare(instant, now) > 0) return false
    at[name] = null
    return true
  }

  function set(name: keyof typeof at, instant: Temporal.Instant | null): void {
    at[name] = instant
    sleep()
  }

  return {
    start(everyMs: number): void {
      started = true
      compareEveryMs = everyMs
      at.compare ??= clock.now().add({ milliseconds: everyMs })
      sleep()
    },
    stop(): void {
      started = false
      cancel?.()
    },
    /** The next instant at which the site differs with no edit. */
    changeAt: (instant: Temporal.Instant | null): void => set('change', instant),
    retryAt: (instant: Temporal.Instant | null): void => set('retry', instant),
    compareAt: (instant: Temporal.Instant | null): void => set('compare', instant),
    nextChangeAt: (): Temporal.Instant | null => at.change,
  }
}

function isLaterThan(instant: Temporal.Instant | null, now: Temporal.Instant, byMs: number): boolean {
  return instant !== null && instant.epochMilliseconds - now.epochMilliseconds > byMs
}
