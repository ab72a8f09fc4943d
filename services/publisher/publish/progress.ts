import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PublishingState } from './publishing-state.ts'

/** How often a long publish logs its progress, in milliseconds. */
const logEveryMs = 1000

/** How far an attempt is, for health and the log. */
export function createProgress({ clock, log }: { clock: Clock; log: Log }) {
  let progress: PublishingState['progress'] = null
  let loggedAtMs = 0

  return {
    current: () => progress,
    begin(): void {
      progress = null
      loggedAtMs = clock.now().epochMilliseconds
    },
    note(done: number, total: number): void {
      progress = { done, total }
      const now = clock.now().epochMilliseconds
      if (now - loggedAtMs < logEveryMs) return
      loggedAtMs = now
      log.info({ done, total }, `${done} of ${total} files are made (${Math.floor((100 * done) / total)} %)`)
    },
  }
}
