import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Memory of a process in megabytes of 1,048,576 bytes; null where the system does not tell. */
export interface Memory {
  /** The most that it has held at any time. */
  peakMb: number | null
  nowMb: number | null
}

/** As Linux tells it in /proc; no other system is asked. */
export function memoryOf(pid: number): Memory {
  const status = findText(`/proc/${pid}/status`) ?? ''
  return { peakMb: megabytes(status, 'VmHWM'), nowMb: megabytes(status, 'VmRSS') }
}

/** A process counts as quiet when it used less than this share of a core over one look. */
const quietShare = 0.04
const lookMs = 100
const giveUpMs = 20_000

/**
 * Waits until processes have nothing left to do, and neither have those they started (which remove old releases): an
 * editor does not publish again within a second either. Where the system does not tell, it waits one look.
 */
export async function whenQuiet(pids: readonly number[], signal: AbortSignal): Promise<void> {
  const until = performance.now() + giveUpMs
  let before = ticksOf(pids)
  do {
    await wait(lookMs, undefined, { signal })
    const now = ticksOf(pids)
    if (now - before <= (quietShare * lookMs) / 10) return
    before = now
  } while (performance.now() < until)
}

const watchLookMs = 15

/** What a process and all that it started have used. */
export interface Usage {
  /** The most memory that they held at once; null where the system does not tell. */
  peakMb: number | null
  /** Processor time on all cores together: other programs on the machine hardly change it. Null likewise. */
  cpuMs: number | null
}

/** Follows the usage of a process that may end at any time, until it is disposed of. */
export function watchUsage(pid: number): Disposable & { usage(): Usage } {
  let peakMb: number | null = null
  let cpuMs: number | null = null
  const look = () => {
    const family = familyOf(pid)
    const held = family.reduce((sum, each) => sum + (memoryOf(each.pid).nowMb ?? 0), 0)
    if (held > (peakMb ?? 0)) peakMb = held
    const used = cpuMsOf(family)
    if (used > (cpuMs ?? 0)) cpuMs = used
  }
  const timer = setInterval(look, watchLookMs)
  return { usage: () => ({ peakMb, cpuMs }), [Symbol.dispose]: () => clearInterval(timer) }
}

/** What a process has used so far. */
export function usageOf(pid: number): Usage {
  const family = familyOf(pid)
  return { peakMb: memoryOf(pid).peakMb, cpuMs: family.length === 0 ? null : cpuMsOf(family) }
}

function cpuMsOf(family: readonly ProcessStat[]): number {
  return family.reduce((sum, { ticks }) => sum + ticks, 0) * 10
}

/** Processor time in hundredths of a second, with that of what they started. */
function ticksOf(pids: readonly number[]): number {
  return pids.flatMap(familyOf).reduce((sum, { ticks }) => sum + ticks, 0)
}

interface ProcessStat {
  pid: number
  parent: number
  /** Processor time in hundredths of a second, with that of children that have ended. */
  ticks: number
}

/** A process and all that it started, as far as they still run. */
function familyOf(pid: number): ProcessStat[] {
  const all = processes()
  const members = all.filter(each => each.pid === pid)
  for (const member of members) members.push(...all.filter(({ parent }) => parent === member.pid))
  return members
}

function processes(): ProcessStat[] {
  const names = process.platform === 'linux' ? readdirSync('/proc').filter(name => /^\d+$/.test(name)) : []
  return names.flatMap(name => {
    // The program's name, in parentheses, may hold anything; the numbers follow its last parenthesis (man 5 proc).
    const fields = findText(`/proc/${name}/stat`)?.split(') ').at(-1)?.split(' ')
    if (!fields) return []
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return [{ pid: Number(name), parent: Number(fields[1]), ticks }]
  })
}

function megabytes(status: string, field: string): number | null {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

function findText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
