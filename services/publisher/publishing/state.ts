import { rename, writeFile } from 'node:fs/promises'
import type { Problem } from '../checks/problem.ts'

/** How publishing stands; what `/healthz` and the state file show. */
export type PublishingState = {
  state: 'idle' | 'publishing' | 'failed'
  /** Why the last attempt failed, and what to do; null when it did not. */
  reason: string | null
  problems: readonly Problem[]
  /** When the state was entered. */
  since: string
  /** Files made so far, while publishing. */
  progress: { done: number; total: number } | null
}

/** Writes the state where a person looks for it when the site's door is shut. */
export async function writeState(
  file: string,
  state: PublishingState & { release: string | null },
): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
