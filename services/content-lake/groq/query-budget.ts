import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { createContext, runInNewContext, Script } from 'node:vm'
import { isRecord, weigh } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { isProgram } from '../programs.ts'

/** The limits of one query. */
export interface QueryLimits {
  timeMs: number
  /** How much the live heap may grow. */
  heapBytes: number
  /** Length of the result's JSON, in characters. */
  resultLength: number
}

const MB = 1_000_000
export const peopleLimits: QueryLimits = { timeMs: 5_000, heapBytes: 256 * MB, resultLength: 32 * MB }
export const programLimits: QueryLimits = { timeMs: 30_000, heapBytes: 256 * MB, resultLength: 128 * MB }
/** For everything that one listener evaluates in one commit. */
export const listenerLimits: QueryLimits = { timeMs: 2_000, heapBytes: 64 * MB, resultLength: 32 * MB }

/** The site and the clinic's other programs get higher limits than people. */
export function limitsFor(userId: string): QueryLimits {
  return isProgram(userId) ? programLimits : peopleLimits
}

/** Between two looks at the heap are at least so many steps of an evaluation and so many ms: one step makes at most some MB. */
const stepsBetweenLooks = 8
const msBetweenLooks = 1

interface Budget {
  limits: QueryLimits
  /** The heap size that is too large, and the one at which garbage is collected to find the live size. */
  heapCeiling: number
  collectAt: number
  /** Whether the ceiling was set when there was no garbage; `isExceeded` if it was not and has been reached. */
  isExact: boolean
  isExceeded: boolean
  resultLeft: number
}

/** The budget of the running evaluation: there is only one, since evaluation is synchronous. */
let current: Budget | null = null
let steps = 0
let lookedAt = 0

/**
 * Runs synchronous `work` and stops it if it takes too long or too much memory; its `finally` blocks then do not run.
 * Work that seems to take too much memory runs once more, from a heap without garbage, so it must not change anything.
 * Nested in another budget it counts towards that one. Throws 400 with what to do about it.
 */
export function withinBudget<T>(limits: QueryLimits, work: () => T): T {
  if (current) return work()
  const budget = createBudget(limits, false)
  try {
    return runWithin(budget, work)
  } catch (error) {
    if (!budget.isExceeded) throw error
  }
  collectGarbage()
  return runWithin(createBudget(limits, true), work)
}

/** Called at every step of an evaluation. Throws 400 if the heap has grown too large. */
export function checkBudget(): void {
  steps += 1
  if (steps % stepsBetweenLooks !== 0 || current === null) return
  const now = performance.now()
  if (now - lookedAt < msBetweenLooks) return
  lookedAt = now
  const used = heapUsed()
  if (used > current.collectAt) {
    requireLiveHeapFits(current)
  } else if (!current.isExact) {
    // Garbage of earlier queries that has been collected since the start gives this one no more room.
    current.heapCeiling = Math.min(current.heapCeiling, used + current.limits.heapBytes)
    current.collectAt = current.heapCeiling
  }
}

/**
 * A part of a result as JSON. Its length is estimated first, because a small value that shares its parts may have endless
 * JSON. Throws 400 if it is too long.
 */
export function resultJson(value: unknown): string {
  const left = current?.resultLeft ?? Number.POSITIVE_INFINITY
  if (weigh(value, left) >= left) throw resultTooLong()
  const json = JSON.stringify(value ?? null)
  if (json.length >= left) throw resultTooLong()
  if (current) current.resultLeft -= json.length
  return json
}

/** The refusal of a query that exceeds a limit. */
export function tooLarge(what: string, cause?: unknown): LakeError {
  return new LakeError(
    400,
    'queryTooLarge',
    `This query was stopped: it needs ${what}. Ask for less at a time: filter by _type, take a slice such as [0...100], and leave out lists within lists.`,
    { cause },
  )
}

function resultTooLong(): LakeError {
  return tooLarge(`more than ${current?.limits.resultLength} characters for its result`)
}

function createBudget(limits: QueryLimits, isExact: boolean): Budget {
  const heapCeiling = heapUsed() + limits.heapBytes
  return {
    limits,
    heapCeiling,
    collectAt: heapCeiling,
    isExact,
    isExceeded: false,
    resultLeft: limits.resultLength,
  }
}

function runWithin<T>(budget: Budget, work: () => T): T {
  current = budget
  try {
    return interruptible(budget.limits.timeMs, work)
  } finally {
    current = null
  }
}

/** Only live memory counts, so garbage is collected first; rarely, because that is slow. */
function requireLiveHeapFits(budget: Budget): void {
  const { heapBytes } = budget.limits
  if (budget.isExact) collectGarbage()
  else budget.isExceeded = true
  const used = heapUsed()
  if (used > budget.heapCeiling) throw tooLarge(`more than ${Math.round(heapBytes / MB)} MB of memory`)
  budget.collectAt = Math.max(budget.heapCeiling, used + heapBytes / 2)
}

function heapUsed(): number {
  return getHeapStatistics().used_heap_size
}

let collector: (() => void) | undefined

/** `gc` needs a Node flag; when the flag is set at run time, only a new context gets it. */
function collectGarbage(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc')
    const found: unknown = runInNewContext('gc')
    setFlagsFromString('--no-expose-gc')
    collector = typeof found === 'function' ? () => void found() : () => undefined
  }
  collector()
}

const entrance: { work: () => unknown } = { work: () => undefined }
let machine: { script: Script; context: object } | undefined

/** Only `node:vm` can stop synchronous work, including regular expressions and JSON; it costs some 0.1 ms. */
function interruptible<T>(timeMs: number, work: () => T): T {
  machine ??= { script: new Script('work()'), context: createContext(entrance) }
  entrance.work = work
  try {
    return machine.script.runInContext(machine.context, { timeout: timeMs, displayErrors: false })
  } catch (error) {
    throw isTimeout(error) ? tooSlow(timeMs, error) : error
  } finally {
    entrance.work = () => undefined
  }
}

function isTimeout(error: unknown): boolean {
  return isRecord(error) && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}

function tooSlow(timeMs: number, cause: unknown): LakeError {
  return new LakeError(
    400,
    'queryTimeoutError',
    `This query took longer than ${timeMs / 1000} s and was stopped. Ask for less at a time: filter by _type or _id, take a slice such as [0...100], and leave out lists within lists.`,
    { cause },
  )
}
