import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { createContext, runInNewContext, Script } from 'node:vm'
import { isRecord, weigh } from '../documents/json.ts'
import { LakeError } from '../errors.ts'

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

/** The site and the clinic's other programs get higher limits than people; they have the ids of `Auth`'s robots. */
export function limitsFor(userId: string): QueryLimits {
  return userId.startsWith('robot-') ? programLimits : peopleLimits
}

/** Longest list and text that a query may create at any step, which bounds the memory of one step. */
const longestList = 1_000_000
const longestText = 10_000_000
/** List members, fields and eighths of characters between two measurements of the heap, a measurement takes 0.4 µs. */
const chargedBetweenLooks = 10_000

interface Budget {
  limits: QueryLimits
  /** The heap size that is too large, and the one at which garbage is collected to find the live size. */
  heapCeiling: number
  collectAt: number
  resultLeft: number
}

/** The budget of the running evaluation: there is only one, since evaluation is synchronous. */
let current: Budget | null = null
let charged = 0

/**
 * Runs synchronous `work` and stops it if it takes too long or too much memory; its `finally` blocks then do not run.
 * Nested in another budget it counts towards that one. Throws 400 with what to do about it.
 */
export function withinBudget<T>(limits: QueryLimits, work: () => T): T {
  if (current) return work()
  const heapCeiling = heapUsed() + limits.heapBytes
  current = { limits, heapCeiling, collectAt: heapCeiling, resultLeft: limits.resultLength }
  try {
    return interruptible(limits.timeMs, work)
  } finally {
    current = null
  }
}

/** Counts what an evaluator creates, and measures the heap now and then. Throws 400 if it is too large. */
export function charge(units: number): void {
  charged += units
  if (charged < chargedBetweenLooks) return
  charged = 0
  if (current && heapUsed() > current.collectAt) collect(current)
}

/** Counts a list, text or object that an evaluator has created, and returns it. Throws 400 if it exceeds the budget. */
export function chargeFor<T>(value: T): T {
  if (typeof value === 'string') {
    if (value.length > longestText) throw tooLarge(`a text of more than ${longestText} characters`)
    charge(value.length / 8)
  } else if (Array.isArray(value)) checkLength(0, value.length)
  else if (isRecord(value)) charge(Object.keys(value).length)
  return value
}

/** The length of a list after adding `by` members. Throws 400 if that is too long. */
export function checkLength(length: number, by: number): number {
  if (length + by > longestList) throw tooLarge(`a list of more than ${longestList} members`)
  charge(by)
  return length + by
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
    {},
    { cause },
  )
}

function resultTooLong(): LakeError {
  return tooLarge(`more than ${current?.limits.resultLength} characters for its result`)
}

/** Only live memory counts, so garbage is collected first; rarely, because that is slow. */
function collect(budget: Budget): void {
  const { heapBytes } = budget.limits
  garbageCollector()()
  const used = heapUsed()
  if (used > budget.heapCeiling) throw tooLarge(`more than ${Math.round(heapBytes / MB)} MB of memory`)
  budget.collectAt = Math.max(budget.heapCeiling, used + heapBytes / 2)
}

function heapUsed(): number {
  return getHeapStatistics().used_heap_size
}

let foundCollector: (() => void) | undefined

/** `gc` needs a Node flag; when the flag is set at run time, only a new context gets it. */
function garbageCollector(): () => void {
  if (foundCollector) return foundCollector
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  foundCollector = typeof found === 'function' ? () => void found() : () => undefined
  return foundCollector
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
    {},
    { cause },
  )
}
