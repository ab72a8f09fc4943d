import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { HoldFile } from './hold.ts'
import { heldState, type PublishingState, stateOf, writeState } from './state.ts'

/** How often a publish that takes long tells how far it is, in milliseconds. */
const tellEveryMs = 1000

/** How publishing stands, for health, the log and the state file. */
export function createStanding(options: { clock: Clock; hold: HoldFile; log: Log; folder: string }) {
  const { clock, hold, log, folder } = options
  let state = stateOf('idle', clock.now())
  /** Why the content could not be published the last time; null when it could. */
  let fault: PublishingState | null = null
  let toldAtMs = 0

  function shown(): PublishingState {
    const held = hold.current()
    return held && state.state !== 'publishing' ? heldState(held) : state
  }

  return {
    shown,
    begin(): void {
      state = stateOf('publishing', clock.now())
      toldAtMs = clock.now().epochMilliseconds
    },
    /** All went well; where that says nothing of the content, an earlier fault of it stays. */
    end({ contentIsGood }: { contentIsGood: boolean }): void {
      if (contentIsGood) fault = null
      state = fault ?? stateOf('idle', clock.now())
    },
    /** It was ended from outside. */
    stop(): void {
      state = stateOf('idle', clock.now())
    },
    fail(error: unknown): void {
      state = stateOf('failed', clock.now(), error)
      fault = state
    },
    isFaulty: (): boolean => fault !== null,

    onProgress(done: number, total: number): void {
      state.progress = { done, total }
      const now = clock.now().epochMilliseconds
      if (now - toldAtMs < tellEveryMs) return
      toldAtMs = now
      log.info({ done, total }, `${done} of ${total} files are made (${Math.floor((100 * done) / total)} %)`)
    },

    /** Writes it where a person looks when the site's door is shut. */
    async keep(release: string | null): Promise<void> {
      try {
        await writeState(join(folder, 'state.json'), { ...shown(), release })
      } catch (error) {
        log.error({ err: error }, 'The state file cannot be written')
      }
    },
  }
}
