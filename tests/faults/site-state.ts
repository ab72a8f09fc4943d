import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ask } from '../publisher/test-publisher.ts'

/**
 * Waits for `found` to give something; throws after `withinMs`, with what `describe` says. Each look costs both processes
 * a few milliseconds of the machine: no more often than matters.
 */
export async function until<Found>(
  found: () => Promise<Found | null | undefined | false>,
  { withinMs = 90_000, everyMs = 100, describe }: { withinMs?: number; everyMs?: number; describe(): string },
): Promise<Found> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = await found()
    if (value !== null && value !== undefined && value !== false) return value
    if (performance.now() > deadline) throw new Error(`${describe()} did not come within ${withinMs} ms.`)
    await wait(everyMs)
  }
}

export type Health = { state: string; pending: number; reason: string | null; release: string | null }

export async function readHealth(siteUrl: string): Promise<Health> {
  const { state, pending, reason, release } = Object(JSON.parse((await ask(siteUrl, '/healthz')).text))
  return { state, pending, reason, release }
}

/** Waits until the publisher has a release, and nothing runs or waits. */
export async function untilQuiet(siteUrl: string, withinMs = 120_000): Promise<Health> {
  let last: Health | null = null
  return await until(
    async () => {
      last = await readHealth(siteUrl)
      return last.state === 'idle' && last.pending === 0 && last.release !== null && last
    },
    { withinMs, describe: () => `A quiet publisher (last: ${JSON.stringify(last)})` },
  )
}

export type Notice = { release: string; publishedAt: string; documents: Record<string, string> }

/** What `/release.json` says now. */
export async function readNotice(siteUrl: string): Promise<Notice> {
  const { release, publishedAt, documents } = Object(JSON.parse((await ask(siteUrl, '/release.json')).text))
  return { release, publishedAt, documents }
}

/** Memory of a process that is in use, in bytes (resident set). */
export async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024
}
