import { evaluate, evaluateSync, DateTime as GroqDateTime, parse } from 'groq-js'
import type { JsonObject } from '../documents/json.ts'
import type { EvaluationContext } from './scope.ts'

/*
 * All uses of groq-js in one place, because its type declarations do not resolve.
 */

export type EvaluationOptions = Omit<EvaluationContext, 'vocabulary'>

/** The value of `dateTime()`. An invalid text makes a time whose difference to any other is NaN. */
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

/** For single functions that the compiler does not know: it has no budget of its own. */
export const evaluateTree: (tree: JsonObject, options: EvaluationOptions) => { data: unknown } = evaluateSync

/** For functions that the synchronous evaluator does not know, such as `delta::changedAny`. */
export const evaluateTreeLater: (
  tree: JsonObject,
  options: EvaluationOptions,
) => Promise<{ get(): Promise<unknown> }> = evaluate
