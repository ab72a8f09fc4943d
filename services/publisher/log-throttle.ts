import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** The shortest time between two logged refusals, in milliseconds. */
const logEveryMs = 10_000

/** Logs refusals, at most one line in ten seconds, so that a flood of requests does not fill the disk. */
export function createRefusalLog({ clock, log }: { clock: Clock; log: Log }) {
  let loggedAtMs = Number.NEGATIVE_INFINITY
  let unlogged = 0

  return function logRefusal(facts: Record<string, unknown>, message: string): void {
    const now = clock.now().epochMilliseconds
    if (Math.abs(now - loggedAtMs) < logEveryMs) {
      unlogged += 1
      return
    }
    log.warn({ ...facts, ...(unlogged > 0 && { refusedSinceLastLine: unlogged }) }, message)
    loggedAtMs = now
    unlogged = 0
  }
}
