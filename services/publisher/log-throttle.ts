import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** How often refusals are logged at most, in milliseconds. */
const logEveryMs = 10_000

/** Logs refusals, one line in ten seconds at most: ten thousand of them in a second shall not fill the disk. */
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
