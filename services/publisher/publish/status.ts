import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PauseFile } from './pause.ts'
import { createPausedState, createState, type PublishingState, writeState } from './publishing-state.ts'

/** How often a long publish logs its progress, in milliseconds. */
const logEveryMs = 1000

/** The status of publishing, for health, the log and the state file. */
export function createStatus(options: { clock: Clock; pause: PauseFile; log: Log; folder: string }) {
  const { clock, pause, log, folder } = options
  let state = createState('idle', clock.now())
  /** The failed state of the last publish of content; null if it succeeded. */
  let fault: PublishingState | null = null
  let loggedAtMs = 0

  function shown(): PublishingState {
    const current = pause.current()
    return current && state.state !== 'publishing' ? createPausedState(current) : state
  }

  return {
    shown,
    begin(): void {
      state = createState('publishing', clock.now())
      loggedAtMs = clock.now().epochMilliseconds
    },
    /** Success; an earlier failure stays unless the content was published too. */
    end({ contentIsGood }: { contentIsGood: boolean }): void {
      if (contentIsGood) fault = null
      state = fault ?? createState('idle', clock.now())
    },
    /** The attempt was aborted. */
    stop(): void {
      state = createState('idle', clock.now())
    },
    fail(error: unknown): void {
      state = createState('failed', clock.now(), error)
      fault = state
    },
    isFaulty: (): boolean => fault !== null,

    onProgress(done: number, total: number): void {
      state.progress = { done, total }
      const now = clock.now().epochMilliseconds
      if (now - loggedAtMs < logEveryMs) return
      loggedAtMs = now
      log.info({ done, total }, `${done} of ${total} files are made (${Math.floor((100 * done) / total)} %)`)
    },

    /** Writes the state file. */
    async keep(release: string | null): Promise<void> {
      try {
        await writeState(join(folder, 'state.json'), { ...shown(), release })
      } catch (error) {
        log.error({ err: error }, 'The state file cannot be written')
      }
    },
  }
}
