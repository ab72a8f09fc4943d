import type { Clock } from '#publisher/clock.ts'

export type ManualClock = Clock & {
  /** Moves time on, and runs what falls due on the way, in order. */
  advance(durationMs: number): void
  /** Sets the clock without running anything, as a person or a time server does. */
  set(instant: string): void
  /** From now on, waits of at most this long end at once, and move the clock. */
  skipWaitsUpTo(delayMs: number): void
}

/** A clock that moves only by hand. */
export function createManualClock(start = '2027-01-15T12:00:00Z'): ManualClock {
  let now = Temporal.Instant.from(start)
  /** Time as timers know it: it never goes back. */
  let elapsedMs = 0
  let skippedMs = 0
  const timers = new Map<object, { dueMs: number; run: () => void }>()

  function move(toMs: number): void {
    now = now.add({ milliseconds: toMs - elapsedMs })
    elapsedMs = toMs
  }

  return {
    now: () => now,
    after(delayMs, run) {
      const key = {}
      if (delayMs <= skippedMs) {
        setImmediate(() => {
          if (!timers.delete(key)) return
          move(elapsedMs + delayMs)
          run()
        })
      }
      timers.set(key, { dueMs: elapsedMs + delayMs, run })
      return () => timers.delete(key)
    },
    advance(durationMs) {
      const endMs = elapsedMs + durationMs
      for (;;) {
        const [next] = [...timers]
          .filter(([, { dueMs }]) => dueMs <= endMs)
          .toSorted((a, b) => a[1].dueMs - b[1].dueMs)
        if (!next) break
        timers.delete(next[0])
        move(Math.max(elapsedMs, next[1].dueMs))
        next[1].run()
      }
      move(endMs)
    },
    set(instant) {
      now = Temporal.Instant.from(instant)
    },
    skipWaitsUpTo(delayMs) {
      skippedMs = delayMs
    },
  }
}
