import { setTimeout as wait } from 'node:timers/promises'

/** The wait before try number `tries` + 1, in milliseconds: the last delay repeats. */
export function findDelay(delaysMs: readonly number[], tries: number): number {
  return delaysMs[Math.min(tries, delaysMs.length) - 1] ?? 0
}

/**
 * Does `work` again and again until it comes to something; `onFault` takes what went wrong, and how long it waits.
 * @throws the signal's reason, once it is aborted.
 */
export async function untilDone<Value>(
  work: () => Promise<Value>,
  {
    delaysMs,
    signal,
    onFault,
  }: {
    delaysMs: readonly number[]
    signal: AbortSignal
    onFault(reason: string, retryInMs: number): void
  },
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      const delayMs = findDelay(delaysMs, tries)
      onFault(error instanceof Error ? error.message : String(error), delayMs)
      // An early end of the wait is the end of everything: see above.
      await wait(delayMs, undefined, { signal }).catch(() => {})
    }
  }
}
