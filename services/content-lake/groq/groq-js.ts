import { evaluate, evaluateSync, DateTime as GroqDateTime, parse } from 'groq-js'
import type { JsonObject } from '../documents/json.ts'
import type { EvaluationContext } from './scope.ts'

/*
 * What is used of groq-js, in one place: it ships declarations that do not resolve.
 */

export type EvaluationOptions = Omit<EvaluationContext, 'vocabulary'>

/** What `dateTime()` makes of a text. Some texts make it an invalid time, which is as far from every other as NaN. */
interface Time {
  equals(other: Time): boolean
  add(seconds: number): Time
  /** In seconds. */
  difference(other: Time): number
  compareTo(other: Time): number
  toJSON(): string
}

export const DateTime: new (date: Date) => Time = GroqDateTime

export const parseQuery: (
  query: string,
  options: { params?: JsonObject; mode?: 'normal' | 'delta' },
) => JsonObject = parse

/** For single calls of functions that the compiler does not know: it has no budget of its own. */
export const evaluateTree: (tree: JsonObject, options: EvaluationOptions) => { data: unknown } = evaluateSync

/** For the functions that the synchronous one does not know: `delta::changedAny` and its like. */
export const evaluateTreeLater: (
  tree: JsonObject,
  options: EvaluationOptions,
) => Promise<{ get(): Promise<unknown> }> = evaluate
