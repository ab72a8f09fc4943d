import { evaluate, evaluateSync, parse } from 'groq-js'
import type { Doc } from './documents.ts'
import type { Surroundings } from './groq-scope.ts'
import type { JsonObject } from './json.ts'

/*
 * What is used of groq-js, in one place: it ships declarations that do not resolve.
 */

export interface EvaluationOptions extends Omit<Surroundings, 'vocabulary'> {
  root?: unknown
  sanity: { projectId: string; dataset: string }
  before?: Doc | null
  after?: Doc | null
}

export const parseQuery: (
  query: string,
  options: { params?: JsonObject; mode?: 'normal' | 'delta' },
) => JsonObject = parse

export const evaluateTree: (tree: JsonObject, options: EvaluationOptions) => { data: unknown } = evaluateSync

/** Knows more functions than the synchronous one: `delta::changedAny`. */
export const evaluateTreeLater: (
  tree: JsonObject,
  options: EvaluationOptions,
) => Promise<{ get(): Promise<unknown> }> = evaluate
