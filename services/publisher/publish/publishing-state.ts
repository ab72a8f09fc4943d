import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listProblems, type Problem } from '../checks/problem.ts'
import { describePause, type Pause } from './pause.ts'
import { publicReason } from './public-reason.ts'

/** The state of publishing, as in `/healthz` and the state file. */
export type PublishingState = {
  /** 'held': publishing is paused by a rollback. */
  state: 'idle' | 'publishing' | 'failed' | 'held'
  /** Why the last attempt failed or publishing is paused, and what to do; public. Null if all is well. */
  reason: string | null
  problems: readonly Problem[]
  /** When the state was entered, as an ISO instant. */
  since: string
  /** Files made so far, while publishing. */
  progress: { done: number; total: number } | null
}

/** A state entered at `now`, with the reason of `error`. */
export function createState(
  name: PublishingState['state'],
  now: Temporal.Instant,
  error?: unknown,
): PublishingState {
  return {
    state: name,
    reason: error === undefined ? null : publicReason(error),
    problems: listProblems(error),
    since: now.toString(),
    progress: null,
  }
}

/** The state after a rollback. */
export function createPausedState(pause: Pause): PublishingState {
  return { state: 'held', reason: describePause(pause), problems: [], since: pause.since, progress: null }
}

/** Writes the state to `state.json` in `folder`. */
export async function writeState(
  folder: string,
  state: PublishingState & { release: string | null },
): Promise<void> {
  const file = join(folder, 'state.json')
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
