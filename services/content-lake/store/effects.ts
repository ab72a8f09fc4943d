import { isDeepStrictEqual } from 'node:util'
import { isRecord, type JsonObject } from '../documents/json.ts'

/**
 * A patch in the Mendoza format, with which the Studio shows who changed which words (package `mendoza`). Opcodes are
 * numbers, mixed with their operands.
 */
export type Effect = unknown[]

/** The patches of one change, forward and back; `[0, null]` creates a document from nothing or deletes it. */
export interface Effects {
  apply: Effect
  revert: Effect
}

const op = {
  value: 0,
  copy: 1,
  pushFieldCopy: 10,
  pushFieldBlank: 11,
  pushElementCopy: 12,
  pushElementBlank: 13,
  returnIntoObjectSameKeyPop: 15,
  returnIntoArrayPop: 16,
  objectSetFieldValue: 17,
  objectDeleteField: 19,
  arrayAppendValue: 20,
  arrayAppendSlice: 21,
  stringAppendString: 22,
  stringAppendSlice: 23,
} as const

/**
 * The patches between two states of a document as Sanity sends them; null is no document. They are of documents without their
 * revision: the Studio takes it out before it applies one.
 */
export function computeEffects(before: JsonObject | null, after: JsonObject | null): Effects {
  const [from, to] = [withoutRevision(before), withoutRevision(after)]
  return { apply: computePatch(from, to), revert: computePatch(to, from) }
}

/** The patch that turns one state of a document into another; null is no document. */
export function computePatch(before: JsonObject | null, after: JsonObject | null): Effect {
  if (before === null || after === null) return [op.value, after]
  return [op.copy, ...objectSteps(before, after)]
}

function withoutRevision(doc: JsonObject | null): JsonObject | null {
  if (doc === null) return null
  const { _rev, ...fields } = doc
  return fields
}

/** Steps that turn a copy of `before`, on top of the output, into `after`. Fields are numbered in sorted order. */
function objectSteps(before: JsonObject, after: JsonObject): Effect {
  const steps: Effect = []
  const fields = Object.keys(before).sort()
  for (const [index, field] of fields.entries()) {
    if (!Object.hasOwn(after, field)) {
      steps.push(op.objectDeleteField, index)
      continue
    }
    const from = before[field]
    const to = after[field]
    if (isDeepStrictEqual(from, to)) continue
    const inner = nestedSteps(from, to, op.pushFieldCopy, op.pushFieldBlank, index)
    if (inner) steps.push(...inner, op.returnIntoObjectSameKeyPop)
    else steps.push(op.objectSetFieldValue, to, field)
  }
  for (const field of Object.keys(after)) {
    if (!Object.hasOwn(before, field)) steps.push(op.objectSetFieldValue, after[field], field)
  }
  return steps
}

/** Steps that change a field or element in part; null if replacing it is simpler. */
function nestedSteps(
  from: unknown,
  to: unknown,
  pushCopy: number,
  pushBlank: number,
  index: number,
): Effect | null {
  if (isRecord(from) && isRecord(to)) return [pushCopy, index, ...objectSteps(from, to)]
  if (Array.isArray(from) && Array.isArray(to) && from.length > 0 && to.length > 0) {
    return [pushBlank, index, ...arraySteps(from, to)]
  }
  if (typeof from === 'string' && typeof to === 'string') {
    const steps = stringSteps(from, to)
    return steps && [pushBlank, index, ...steps]
  }
  return null
}

/** Builds `to` from the equal head and tail of `from` and the new elements between them. */
function arraySteps(from: unknown[], to: unknown[]): Effect {
  const shortest = Math.min(from.length, to.length)
  let head = 0
  while (head < shortest && isDeepStrictEqual(from[head], to[head])) head += 1
  let tail = 0
  while (tail < shortest - head && isDeepStrictEqual(from.at(-1 - tail), to.at(-1 - tail))) tail += 1
  const steps: Effect = []
  if (head > 0) steps.push(op.arrayAppendSlice, 0, head)
  const paired = from.length === to.length
  for (let index = head; index < to.length - tail; index += 1) {
    const inner = paired
      ? nestedSteps(from[index], to[index], op.pushElementCopy, op.pushElementBlank, index)
      : null
    if (inner) steps.push(...inner, op.returnIntoArrayPop)
    else steps.push(op.arrayAppendValue, to[index])
  }
  if (tail > 0) steps.push(op.arrayAppendSlice, from.length - tail, from.length)
  return steps
}

/** Offsets are in bytes of UTF-8, as in Mendoza; null if the strings share too little. */
function stringSteps(from: string, to: string): Effect | null {
  const before = Array.from(from)
  const after = Array.from(to)
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  if (head + tail < 8 || after.length === 0) return null
  const steps: Effect = []
  if (head > 0) steps.push(op.stringAppendSlice, 0, bytes(before.slice(0, head)))
  const middle = after.slice(head, after.length - tail).join('')
  if (middle !== '') steps.push(op.stringAppendString, middle)
  const total = Buffer.byteLength(from)
  if (tail > 0) steps.push(op.stringAppendSlice, total - bytes(before.slice(before.length - tail)), total)
  return steps
}

function bytes(points: string[]): number {
  return Buffer.byteLength(points.join(''))
}
