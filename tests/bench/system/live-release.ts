import { z } from 'zod'
import type { PartProcess } from './part-process.ts'

/** A figure that an older or newer version may not tell, or tell otherwise: it is then shown as unknown. */
const milliseconds = z.number().nonnegative().nullable().catch(null)
const count = z.int().nonnegative().nullable().catch(null)

const liveLine = z.object({
  msg: z.string().regex(/^Release \S+ is live$/),
  /** When the line was written, in milliseconds since 1970. */
  time: z.number(),
  reasons: z.array(z.string()).catch([]),
  release: z.string(),
  startedAt: z.string().nullable().catch(null),
  rendered: count,
  reused: count,
  written: count,
  webhooks: count,
  readMs: milliseconds,
  renderMs: milliseconds,
  checkMs: milliseconds,
  swapMs: milliseconds,
  totalMs: milliseconds,
})

/** What the publisher says in its log of a release that went live. What an older version does not say is null. */
export type LiveRelease = z.output<typeof liveLine>

/** The releases that a publisher has put live, as its log tells. */
export interface ReleaseLog {
  /** How many there have been. */
  count(): number
  /** The release after the first `seen`; waits for it. */
  next(seen: number, withinMs: number, signal: AbortSignal): Promise<LiveRelease>
}

export function createReleaseLog(part: PartProcess): ReleaseLog {
  const releases: LiveRelease[] = []
  const waiting = new Set<() => void>()
  let ended = false
  part.onLine(line => {
    const release = findRelease(line)
    if (!release) return
    releases.push(release)
    for (const wake of waiting) wake()
  })
  void part.ended.then(() => {
    ended = true
    for (const wake of waiting) wake()
  })

  return {
    count: () => releases.length,
    async next(seen, withinMs, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
      for (;;) {
        const release = releases[seen]
        if (release) return release
        if (ended || limit.aborted) {
          signal.throwIfAborted()
          throw new Error(`The publisher put no release live. It said last:\n${part.lastLines()}`)
        }
        await new Promise<void>(resolve => {
          waiting.add(resolve)
          limit.addEventListener('abort', () => resolve(), { once: true })
        })
        waiting.clear()
      }
    },
  }
}

/** @throws Error if the publisher tells of a release in a way that is not known here. */
function findRelease(line: string): LiveRelease | null {
  return line.includes(' is live"') ? liveLine.parse(JSON.parse(line)) : null
}
