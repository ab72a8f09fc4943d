import type { JsonObject } from '../documents/json.ts'
import { DateTime } from './groq-js.ts'

/*
 * GROQ's rules for JSON values, and for the times that `dateTime()` makes. `null` is an absent or meaningless
 * value.
 */

type Kind = 'null' | 'array' | 'object' | 'string' | 'number' | 'boolean' | 'time'

/** Whether a value is a document or another JSON object: not a list, time, id path, null or primitive. */
export function isObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether two strings, numbers, booleans, times or nulls are equal; lists and objects never are. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null) return (a ?? null) === (b ?? null)
  return a instanceof DateTime && b instanceof DateTime && a.equals(b)
}

/** Negative, zero or positive for two values of the same ordered kind; else null. */
export function compareValues(a: unknown, b: unknown): number | null {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a instanceof DateTime && b instanceof DateTime) return a.compareTo(b)
  return typeof a === 'boolean' && typeof b === 'boolean' ? Number(a) - Number(b) : null
}

const orderOfKinds: Readonly<Record<Kind, number>> = {
  time: 1,
  number: 2,
  string: 3,
  boolean: 4,
  null: 100,
  array: 100,
  object: 100,
}

/** The order of `order()`: times, numbers, strings, booleans, then everything else as equal. */
export function compareForOrder(a: unknown, b: unknown): number {
  const byKind = orderOfKinds[getKind(a)] - orderOfKinds[getKind(b)]
  return byKind || (compareValues(a, b) ?? 0)
}

/** A result of arithmetic; null if it is not a finite number. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Returns a function that reads an attribute; null if there is none. */
export function attributeReader(name: string): (value: unknown) => unknown {
  // Every object inherits `constructor` and the like: for such names only own properties count.
  if (name in Object.prototype) {
    return value => (isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null)
  }
  return value => (isObject(value) ? (value[name] ?? null) : null)
}

function getKind(value: unknown): Kind {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof DateTime) return 'time'
  const kind = typeof value
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : 'object'
}
