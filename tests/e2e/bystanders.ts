import { setTimeout as wait } from 'node:timers/promises'
import { quantile } from '../faults/size.ts'

/** Somebody who does the same thing again and again, and notes how it went. */
export type Bystander = AsyncDisposable & {
  failures: readonly string[]
  /** “median 1.2 ms, p99 3.4 ms of 56” */
  figures(): string
}

const pauseMs = 15

/** What takes longer than this, in milliseconds, has failed: somebody has given up by then. */
const patienceMs = 10_000

/** Does `act` until disposed of. */
export function keepDoing(act: (signal: AbortSignal) => Promise<void>): Bystander {
  const stopping = new AbortController()
  const failures: string[] = []
  const times: number[] = []
  async function goOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      await act(AbortSignal.timeout(patienceMs)).catch(error => failures.push(String(error)))
      times.push(performance.now() - startedAt)
      await wait(pauseMs)
    }
  }
  const going = goOn()
  return {
    failures,
    figures: () =>
      `median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms of ${times.length}`,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await going
    },
  }
}

/** An event stream that is held open: it ends when its server does. */
export async function holdStream(url: string, headers: Record<string, string>) {
  const closing = new AbortController()
  const { status, body } = await fetch(url, { headers, signal: closing.signal })
  if (status !== 200 || body === null) throw new Error(`${url} answered ${status}.`)
  let ended = false
  const reading = (async () => {
    for await (const _ of body);
    ended = true
  })().catch(() => {
    ended = true
  })
  return {
    hasEnded: () => ended,
    async [Symbol.asyncDispose]() {
      closing.abort()
      await reading
    },
  }
}
