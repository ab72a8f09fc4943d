import { DateTime } from './groq-js.ts'
import { IdPath } from './id-paths.ts'
import { chargeFor, checkLength } from './query-budget.ts'
import type { Run } from './scope.ts'
import { compareValues, finiteOrNull, isEqual, isObject } from './values.ts'

/** GROQ's operators on values; `match` compares words and is elsewhere. */
export const operators: Readonly<Record<string, (left: unknown, right: unknown) => unknown>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => holds(compareValues(left, right), order => order < 0),
  '<=': (left, right) => holds(compareValues(left, right), order => order <= 0),
  '>': (left, right) => holds(compareValues(left, right), order => order > 0),
  '>=': (left, right) => holds(compareValues(left, right), order => order >= 0),
  in: isIn,
  '+': plus,
  '-': minus,
  '*': (left, right) => arithmetic(left, right, (a, b) => a * b),
  '/': (left, right) => arithmetic(left, right, (a, b) => a / b),
  '%': (left, right) => arithmetic(left, right, (a, b) => a % b),
  '**': (left, right) => arithmetic(left, right, (a, b) => a ** b),
}

/** `&&`: false wins over null. */
export function and(left: Run, right: Run): Run {
  return scope => {
    const first = left(scope)
    if (first === false) return false
    const second = right(scope)
    if (second === false) return false
    return first === true && second === true ? true : null
  }
}

/** `||`: true wins over null. */
export function or(left: Run, right: Run): Run {
  return scope => {
    const first = left(scope)
    if (first === true) return true
    const second = right(scope)
    if (second === true) return true
    return first === false && second === false ? false : null
  }
}

/** `base in from..to`, the end included or not. */
export function isBetween(value: unknown, from: unknown, to: unknown, isInclusive: boolean): boolean | null {
  const afterStart = compareValues(value, from)
  const beforeEnd = compareValues(value, to)
  if (afterStart === null || beforeEnd === null) return null
  return afterStart >= 0 && (isInclusive ? beforeEnd <= 0 : beforeEnd < 0)
}

function holds(order: number | null, test: (order: number) => boolean): boolean | null {
  return order === null ? null : test(order)
}

function arithmetic(left: unknown, right: unknown, work: (a: number, b: number) => number): number | null {
  return typeof left === 'number' && typeof right === 'number' ? finiteOrNull(work(left, right)) : null
}

function isIn(left: unknown, right: unknown): boolean | null {
  if (Array.isArray(right)) return right.some(item => isEqual(left, item))
  return right instanceof IdPath && typeof left === 'string' ? right.matches(left) : null
}

function plus(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' && typeof right === 'string') return chargeFor(left + right)
  if (Array.isArray(left) && Array.isArray(right)) {
    checkLength(left.length, right.length)
    return [...left, ...right]
  }
  if (isObject(left) && isObject(right)) return chargeFor({ ...left, ...right })
  if (left instanceof DateTime && typeof right === 'number') return left.add(right)
  if (right instanceof DateTime && typeof left === 'number') return right.add(left)
  return arithmetic(left, right, (a, b) => a + b)
}

function minus(left: unknown, right: unknown): unknown {
  if (left instanceof DateTime && typeof right === 'number') return left.add(-right)
  if (left instanceof DateTime && right instanceof DateTime) return finiteOrNull(left.difference(right))
  return arithmetic(left, right, (a, b) => a - b)
}
