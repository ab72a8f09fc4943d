import { setTimeout as wait } from 'node:timers/promises'
import { memoryOf } from '../bench/system/process-facts.ts'
import { type Attempt, audienceAt, createAttempt } from './attempt.ts'
import { type Patients, startPatients, startStaffMember } from './bystanders.ts'
import { type Crash, findCulprits } from './find-culprits.ts'
import type { PatientReport } from './patient-process.ts'
import { type SendResult, send } from './send.ts'
import type { LoggedError, ServerProcess } from './server-process.ts'
import { type FuzzedSystem, startFuzzedSystem } from './system.ts'
import { audiences, type ServerName } from './world.ts'

export type FuzzOptions = {
  seed: number
  /** The numbers of the attempts. */
  indexes: readonly number[]
  /** Connections at once. */
  connections: number
  /** Called about once a second, with the number of attempts that are over. */
  onProgress?(done: number): void
}

export type FuzzReport = {
  seed: number
  /** How many of the attempts there was time for. */
  attempts: number
  wanted: number
  seconds: number
  /** Answers by server and status. */
  answers: Record<ServerName, Record<string, number>>
  /** The attempt of each kind that took longest, in milliseconds. */
  slowest: Record<string, { ms: number; index: number }>
  crashes: readonly Crash[]
  /** Attempts that were neither answered nor cut off. */
  hanging: readonly Attempt[]
  /** Attempts that were answered with 500. */
  failed: readonly { attempt: Attempt; answer: string }[]
  /** What servers logged as an error, by server and message. */
  logged: readonly (LoggedError & { server: string })[]
  /** What strangers changed: the first line that differs; null for nothing. */
  changed: string | null
  memory: Record<string, { startMb: number; endMb: number; peakMb: number }>
  patients: { atRest: PatientReport; meanwhile: PatientReport }
  staff: { saved: number; failures: readonly string[] }
}

/** Attacks every server of the system, and looks at what became of it. */
export async function runFuzz({
  seed,
  indexes,
  connections = 24,
  onProgress,
}: FuzzOptions): Promise<FuzzReport> {
  await using system = await startFuzzedSystem()
  const { world } = system
  const pages = world.sitePaths.filter(path => path.endsWith('/'))
  using patients = startPatients(system.siteUrl, pages)
  const atRest = await seeAtRest(patients)
  using staff = startStaffMember(system)
  const startedAt = performance.now()
  const run = createRun(system, seed, startedAt + startMs + indexes.length * attemptMs)
  const memory = watchMemory(system.processes)
  const progress = setInterval(() => onProgress?.(run.done()), 1000)

  let changed: string | null = null
  for (const audience of audiences) {
    const before = audience === 'strangers' ? await system.readContent() : null
    await run.carryOut(
      indexes.filter(index => audienceAt(index) === audience),
      connections,
    )
    await Promise.all(system.processes.map(each => each.ready()))
    if (before !== null) changed = findChange(before, await system.readContent())
  }
  clearInterval(progress)
  const seconds = (performance.now() - startedAt) / 1000
  const meanwhile = await patients.take()
  return {
    seed,
    attempts: run.done(),
    wanted: indexes.length,
    seconds,
    ...run.report(),
    crashes: await findCulprits(system, run.suspects()),
    logged: system.processes.flatMap(({ name, errors }) => errors.map(error => ({ server: name, ...error }))),
    changed,
    memory: memory(),
    patients: { atRest, meanwhile },
    staff: { saved: staff.saved(), failures: staff.failures },
  }
}

/** What the run, and each attempt on top of it, may take before it counts as hung, in milliseconds. */
const startMs = 120_000
const attemptMs = 200

const atRestMs = 2000

async function seeAtRest(patients: Patients): Promise<PatientReport> {
  // The first pages are read from the disk, by a process that has not warmed up.
  await wait(atRestMs / 2)
  await patients.take()
  await wait(atRestMs)
  return await patients.take()
}

/** So many attempts before the end of a process may have been what ended it. */
const mostSuspects = 80

function createRun({ world, processOf }: FuzzedSystem, seed: number, deadline: number) {
  const answers: FuzzReport['answers'] = { lake: {}, 'hosted Studio': {}, site: {}, preview: {} }
  const slowest: FuzzReport['slowest'] = {}
  const hanging: Attempt[] = []
  const failed: FuzzReport['failed'][number][] = []
  const recent = new Map<ServerProcess, Attempt[]>()
  const suspects: { process: ServerProcess; ended: string; attempts: Attempt[] }[] = []
  const ends = new Map<ServerProcess, number>()
  let done = 0

  async function attemptAt(index: number): Promise<void> {
    const attempt = createAttempt(seed, index, world)
    const process = processOf[attempt.server]
    await process.ready()
    const list = recent.get(process) ?? []
    recent.set(process, list)
    list.push(attempt)
    if (list.length > mostSuspects) list.shift()
    note(attempt, await send(attempt, world.ports[attempt.server]))
    noteEnd(process, list)
    done += 1
  }

  function noteEnd(process: ServerProcess, list: Attempt[]): void {
    const known = ends.get(process) ?? 0
    if (process.ends.length === known) return
    ends.set(process, process.ends.length)
    suspects.push({ process, ended: process.ends.at(-1) ?? '', attempts: list.splice(0) })
  }

  function note(attempt: Attempt, { statuses, text, ms, hangs }: SendResult): void {
    const own = answers[attempt.server]
    for (const status of statuses.length > 0 ? statuses : ['none']) own[status] = (own[status] ?? 0) + 1
    const what = `${attempt.server}: ${attempt.kind}`
    if (ms > (slowest[what]?.ms ?? 0)) slowest[what] = { ms, index: attempt.index }
    if (hangs) hanging.push(attempt)
    if (statuses.includes(500)) failed.push({ attempt, answer: text })
  }

  return {
    async carryOut(indexes: readonly number[], connections: number): Promise<void> {
      const left = indexes.values()
      const lines = Array.from({ length: connections }, async () => {
        for (const index of left) {
          if (performance.now() > deadline) return
          await attemptAt(index)
        }
      })
      await Promise.all(lines)
      for (const [process, list] of recent) noteEnd(process, list)
    },
    done: () => done,
    suspects: () => suspects,
    report: () => ({ answers, slowest, hanging, failed }),
  }
}

/** The first line that two texts do not share, as it was and as it is. */
function findChange(before: string, after: string): string | null {
  if (before === after) return null
  const [was, is] = [before.split('\n'), after.split('\n')]
  const at = is.findIndex((line, index) => line !== was[index])
  return `${was.slice(at, at + 3).join('\n')}\nbecame\n${is.slice(at, at + 3).join('\n')}`
}

const lookMs = 250

/** Follows what processes hold, in megabytes; a process that was started again counts from its own start. */
function watchMemory(processes: readonly ServerProcess[]): () => FuzzReport['memory'] {
  const held = () => processes.map(each => memoryOf(each.pid() ?? 0).nowMb ?? 0)
  const starts = held()
  const peaks = held()
  const timer = setInterval(() => {
    for (const [index, now] of held().entries()) peaks[index] = Math.max(peaks[index] ?? 0, now)
  }, lookMs)
  return () => {
    clearInterval(timer)
    const ends = held()
    const facts = processes.map(({ name }, at) => {
      return [name, { startMb: starts[at] ?? 0, endMb: ends[at] ?? 0, peakMb: peaks[at] ?? 0 }] as const
    })
    return Object.fromEntries(facts)
  }
}
