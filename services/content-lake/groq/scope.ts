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
  /** What `@` means outside of everything: for a webhook, the document that was changed. */
  root?: unknown
  /** The states around a change, for `before()`, `after()` and the delta functions. */
  before?: Doc | null
  after?: Doc | null
  /** In which the words of documents are counted. */
  vocabulary: Vocabulary
  dereference(reference: { _ref: string }): Doc | undefined
}

/** Where in a query evaluation is: the value that `@` means, and the scope that `^` leads to. */
export interface Scope {
  value: unknown
  parent: Scope | null
  /** A step along a path, which `^` passes over. */
  hidden: boolean
  query: EvaluationContext
}

/** A compiled part of a query. */
export type Run = (scope: Scope) => unknown

/** A part of a query that the compiler does not know. */
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

/** What `^` means (n = 1), `^.^` (n = 2), and so on. */
export function ancestor(scope: Scope, n: number): unknown {
  let current: Scope | null = scope
  for (let step = 0; step < n && current; step += 1) current = current.parent
  return current ? current.value : null
}
