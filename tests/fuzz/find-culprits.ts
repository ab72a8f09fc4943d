import { setTimeout as wait } from 'node:timers/promises'
import type { Attempt } from './attempt.ts'
import { byCause, causeOf } from './cause.ts'
import { send } from './send.ts'
import type { ServerProcess } from './server-process.ts'
import type { World } from './world.ts'

/** How a process ended, and how often in the same way. */
export type Crash = {
  server: string
  times: number
  /** Signal or exit code, and what it said last. */
  ended: string
  /** Ends the process by itself; null when it takes more than one attempt. */
  culprit: Attempt | null
  /** What came before, newest last. */
  suspects: readonly Attempt[]
}

export type Suspicion = { process: ServerProcess; ended: string; attempts: readonly Attempt[] }

type Attacked = { world: Pick<World, 'ports'> }

/** How long a process that is idle may take to end once it has been hit, in milliseconds. */
const fallsWithinMs = 50

/** For each way to end: repeats, one after the other, what came before, newest first, until the process ends so again. */
export async function findCulprits(
  { world: { ports } }: Attacked,
  suspicions: readonly Suspicion[],
): Promise<Crash[]> {
  const crashes: Crash[] = []
  for (const { first, times } of byCause(suspicions, ({ ended }) => ended)) {
    const { process, ended, attempts } = first
    const culprit = await findCulprit(ports, first)
    crashes.push({ server: process.name, times, ended, culprit, suspects: attempts })
  }
  return crashes
}

async function findCulprit(
  ports: World['ports'],
  { process, ended, attempts }: Suspicion,
): Promise<Attempt | null> {
  for (const attempt of attempts.toReversed()) {
    await process.ready()
    const before = process.ends.length
    await send(attempt, ports[attempt.server])
    await wait(fallsWithinMs)
    // What keeps it busy for long ends it later.
    await fetch(`http://localhost:${ports[attempt.server]}/healthz`).catch(() => {})
    const now = process.ends.at(-1) ?? ''
    if (process.ends.length > before && causeOf(now) === causeOf(ended)) return attempt
  }
  return null
}
