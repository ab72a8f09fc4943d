import type { Clock } from '../clock.ts'

type Due = { change: boolean; retry: boolean; compare: boolean }

/**
 * The longest sleep, in milliseconds. Timers stand still while a machine sleeps and know nothing of a clock that is
 * set: looking at the clock this often bounds how late anything can be.
 */
const longestSleepMs = 10_000

/** Instants at which something falls due, by the clock and not by how long a timer ran. */
export function createAgenda(clock: Clock, { onDue }: { onDue(due: Due): void }) {
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

  function sleep(): void {
    cancel?.()
    if (!started) return
    const now = clock.now().epochMilliseconds
    const waits = Object.values(at).map(instant =>
      instant ? instant.epochMilliseconds - now : longestSleepMs,
    )
    // An instant may hold nanoseconds that a timer does not know: one millisecond more, rather than one too early.
    cancel = clock.after(Math.max(1, Math.min(longestSleepMs, ...waits) + 1), wake)
  }

  function wake(): void {
    const now = clock.now()
    const farthest = now.add({ milliseconds: compareEveryMs })
    // A clock that was set back would put off the comparison for as long as it went back.
    if (at.compare && Temporal.Instant.compare(at.compare, farthest) > 0) at.compare = now
    const due = { change: take('change', now), retry: take('retry', now), compare: take('compare', now) }
    onDue(due)
    sleep()
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
