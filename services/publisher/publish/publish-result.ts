import type { Problem } from '../checks/problem.ts'
import { listProblems, ReleaseCheckError } from '../checks/problem.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** Measures of an attempt, as far as it got: times in milliseconds, numbers of files and webhooks. */
export type AttemptFacts = {
  readMs?: number
  renderMs?: number
  checkMs?: number
  swapMs?: number
  totalMs?: number
  rendered?: number
  reused?: number
  written?: number
  webhooks?: number
}

/** The result of one attempt to publish. */
export type PublishResult = {
  /**
   * 'live': a new release is live. 'unchanged': the live one is up to date. 'refused': the checks stopped it.
   * 'unreadable': the content could not be read. 'failed': something else. 'stopped': aborted from outside.
   */
  result: 'live' | 'unchanged' | 'refused' | 'unreadable' | 'failed' | 'stopped'
  /** Why it did not go live, and what to do; null if it did. */
  reason: string | null
  problems: readonly Problem[]
  facts: AttemptFacts
}

export const resultKinds = ['live', 'unchanged', 'refused', 'unreadable', 'failed', 'stopped'] as const

/** The result of an attempt that threw. */
export function toFailure(error: unknown): PublishResult {
  return {
    result:
      error instanceof ReleaseCheckError
        ? 'refused'
        : error instanceof UnreadableContentError
          ? 'unreadable'
          : 'failed',
    reason: error instanceof Error ? error.message : String(error),
    problems: listProblems(error),
    facts: {},
  }
}
