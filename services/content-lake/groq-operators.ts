import type { Run } from './groq-scope.ts'
import { compared, finite, isEqual } from './groq-values.ts'
import { isRecord } from './json.ts'

/** GROQ's operators on values; but for `match`, which does not compare values but words. */
export const operators: Readonly<Record<string, (left: unknown, right: unknown) => unknown>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => holds(compared(left, right), order => order < 0),
  '<=': (left, right) => holds(compared(left, right), order => order <= 0),
  '>': (left, right) => holds(compared(left, right), order => order > 0),
  '>=': (left, right) => holds(compared(left, right), order => order >= 0),
  in: (left, right) => (Array.isArray(right) ? right.some(item => isEqual(left, item)) : null),
  '+': plus,
  '-': (left, right) => arithmetic(left, right, (a, b) => a - b),
  '*': (left, right) => arithmetic(left, right, (a, b) => a * b),
  '/': (left, right) => arithmetic(left, right, (a, b) => a / b),
  '%': (left, right) => arithmetic(left, right, (a, b) => a % b),
  '**': (left, right) => arithmetic(left, right, (a, b) => a ** b),
}

/** `&&`: false wins over what is not known. */
export function and(left: Run, right: Run): Run {
  return scope => {
    const first = left(scope)
    if (first === false) return false
    const second = right(scope)
    if (second === false) return false
    return first === true && second === true ? true : null
  }
}

/** `||`: true wins over what is not known. */
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
export function within(value: unknown, from: unknown, to: unknown, isInclusive: boolean): boolean | null {
  const afterStart = compared(value, from)
  const beforeEnd = compared(value, to)
  if (afterStart === null || beforeEnd === null) return null
  return afterStart >= 0 && (isInclusive ? beforeEnd <= 0 : beforeEnd < 0)
}

function holds(order: number | null, test: (order: number) => boolean): boolean | null {
  return order === null ? null : test(order)
}

function arithmetic(left: unknown, right: unknown, work: (a: number, b: number) => number): number | null {
  return typeof left === 'number' && typeof right === 'number' ? finite(work(left, right)) : null
}

function plus(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  if (isRecord(left) && isRecord(right)) return { ...left, ...right }
  return arithmetic(left, right, (a, b) => a + b)
}
