import { rename, writeFile } from 'node:fs/promises'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import { describePause, type Pause } from './pause.ts'
import { publicReason } from './public-reason.ts'

/** How publishing stands; what `/healthz` and the state file show. */
export type PublishingState = {
  /** 'held': after a rollback, nothing goes live by itself. */
  state: 'idle' | 'publishing' | 'failed' | 'held'
  /** Why the last attempt failed, or why nothing goes live, and what to do, for everybody; null when all is well. */
  reason: string | null
  problems: readonly Problem[]
  /** When the state was entered. */
  since: string
  /** Files made so far, while publishing. */
  progress: { done: number; total: number } | null
}

/** The state that is entered at `now`, after `error` if there was one. */
export function createState(
  name: PublishingState['state'],
  now: Temporal.Instant,
  error?: unknown,
): PublishingState {
  return {
    state: name,
    reason: error === undefined ? null : publicReason(error),
    problems: error instanceof ReleaseCheckError ? error.problems.slice(0, 20) : [],
    since: now.toString(),
    progress: null,
  }
}

/** The state that a rollback leaves. */
export function createPausedState(pause: Pause): PublishingState {
  return { state: 'held', reason: describePause(pause), problems: [], since: pause.since, progress: null }
}

/** Writes the state where a person looks for it when the site's door is shut. */
export async function writeState(
  file: string,
  state: PublishingState & { release: string | null },
): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
