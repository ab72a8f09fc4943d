import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { createContext, runInNewContext, Script } from 'node:vm'
import { isRecord, weigh } from '../documents/json.ts'
import { LakeError } from '../errors.ts'

/** What one query may take before it is refused. */
export interface QueryLimits {
  timeMs: number
  /** By how much the heap may grow meanwhile, garbage not counted. */
  heapBytes: number
  /** Characters of the result's JSON. */
  resultLength: number
}

const MB = 1_000_000
export const peopleLimits: QueryLimits = { timeMs: 5_000, heapBytes: 256 * MB, resultLength: 32 * MB }
export const programLimits: QueryLimits = { timeMs: 30_000, heapBytes: 256 * MB, resultLength: 128 * MB }
/** For all that one listener looks at in one commit. */
export const listenerLimits: QueryLimits = { timeMs: 2_000, heapBytes: 64 * MB, resultLength: 32 * MB }

/** The site and the clinic's other programs may ask for more than people do; their ids are those of `Auth`'s robots. */
export function limitsFor(userId: string): QueryLimits {
  return userId.startsWith('robot-') ? programLimits : peopleLimits
}

/** Longest list and text a query may make on its way to a result: one step never takes more memory than these. */
const longestList = 1_000_000
const longestText = 10_000_000
/** Members, fields and eighths of texts that are made before the heap is measured again, which takes 0.4 µs. */
const chargedBetweenLooks = 10_000

interface Budget {
  limits: QueryLimits
  /** Size of the heap that is too large, and the one at which its garbage is collected to see how large it is. */
  heapCeiling: number
  collectAt: number
  resultLeft: number
}

/** The budget of the evaluation that is under way: there is never more than one, since nothing in it waits. */
let current: Budget | null = null
let charged = 0

/**
 * Runs `work`, which must not wait for anything, and stops it where it is when it takes too long or too much memory.
 * No `finally` in it runs then. Within another budget it counts towards that one. Throws 400 with what to do about it.
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

/** Counts what an evaluator makes: the heap is measured once enough has been made. Throws 400 where it is too large. */
export function charge(units: number): void {
  charged += units
  if (charged < chargedBetweenLooks) return
  charged = 0
  if (current && heapUsed() > current.collectAt) collect(current)
}

/** Counts a list, text or object that an evaluator has just made, and returns it. Throws 400 where it is too long or one too many. */
export function made<T>(value: T): T {
  if (typeof value === 'string') {
    if (value.length > longestText) throw tooLarge(`a text of more than ${longestText} characters`)
    charge(value.length / 8)
  } else if (Array.isArray(value)) lengthened(0, value.length)
  else if (isRecord(value)) charge(Object.keys(value).length)
  return value
}

/** The length of a list that is about to get `by` more members. Throws 400 where it would be too long. */
export function lengthened(length: number, by: number): number {
  if (length + by > longestList) throw tooLarge(`a list of more than ${longestList} members`)
  charge(by)
  return length + by
}

/**
 * A part of a result as JSON. It is weighed first: a small value whose parts share their parts may be endless when it is
 * written out. Throws 400.
 */
export function resultJson(value: unknown): string {
  const left = current?.resultLeft ?? Number.POSITIVE_INFINITY
  if (weigh(value, left) >= left) throw resultTooLong()
  const json = JSON.stringify(value ?? null)
  if (json.length >= left) throw resultTooLong()
  if (current) current.resultLeft -= json.length
  return json
}

/** The refusal of a query that would need too much of something. */
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

/** The heap holds garbage, too: only what is left once that is gone counts. Collecting takes long, so not every time. */
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

/** Node gives it to programs that are started with a flag; the flag may also be set later, for a context made then. */
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

/** Only `node:vm` ends synchronous work, regular expressions and the writing of JSON included; it takes some 0.1 ms. */
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
