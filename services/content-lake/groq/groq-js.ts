import { evaluate, evaluateSync, Path as GroqPath, parse } from 'groq-js'
import type { Doc } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'

/*
 * All uses of groq-js in one place, because its type declarations do not resolve.
 */

/** What a query is evaluated over. */
export interface EvaluationOptions {
  dataset: readonly unknown[]
  params: JsonObject
  timestamp: Date
  identity: string
  sanity: { projectId: string; dataset: string }
  /** The value of `@` at the top level: for a webhook, the changed document. */
  root?: unknown
  /** The states around a change, for `before()`, `after()` and the delta functions. */
  before?: Doc | null
  after?: Doc | null
  dereference(reference: { _ref: string }): unknown
}

/** The value of `path("drafts.**")`: what `in` asks about a text. */
export const Path: new (pattern: string) => { matches(text: string): boolean; toJSON(): string } = GroqPath

export const parseQuery: (
  query: string,
  options: { params?: JsonObject; mode?: 'normal' | 'delta' },
) => JsonObject = parse

export const evaluateTree: (tree: JsonObject, options: EvaluationOptions) => { data: unknown } = evaluateSync

/** For functions that the synchronous evaluator does not know, such as `delta::changedAny`. */
export const evaluateTreeLater: (
  tree: JsonObject,
  options: EvaluationOptions,
) => Promise<{ get(): Promise<unknown> }> = evaluate
