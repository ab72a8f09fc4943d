import type { Doc } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import type { Vocabulary } from './word-patterns.ts'

/** What a query is evaluated over. */
export interface EvaluationContext {
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
  /** The vocabulary in which documents' words are counted. */
  vocabulary: Vocabulary
  dereference(reference: { _ref: string }): Doc | undefined
}

/** The position of an evaluation: the value of `@`, and the scope of `^`. */
export interface Scope {
  value: unknown
  parent: Scope | null
  /** Whether `^` skips this scope, as it does for steps along a path. */
  hidden: boolean
  query: EvaluationContext
}

/** A compiled part of a query. */
export type Run = (scope: Scope) => unknown

/** The compiler does not know a part of a query. */
export class NotCompiled extends Error {
  override name = 'NotCompiled'

  constructor(part: unknown) {
    super(`it does not know “${String(part)}”`)
  }
}

export function rootScope(query: EvaluationContext): Scope {
  return { value: query.root ?? null, parent: null, hidden: false, query }
}

export function nested(scope: Scope, value: unknown, hidden = false): Scope {
  return { value, parent: scope.hidden ? scope.parent : scope, hidden, query: scope.query }
}

/** The value of `^` (n = 1), `^.^` (n = 2), and so on. */
export function ancestor(scope: Scope, n: number): unknown {
  let current: Scope | null = scope
  for (let step = 0; step < n && current; step += 1) current = current.parent
  return current ? current.value : null
}
