import type { JsonObject } from '../documents/json.ts'
import type { EvaluationOptions } from './groq-js.ts'
import type { SearchTexts } from './text-search.ts'
import type { View } from './view.ts'

/** What a run of a parsed query begins with. */
export interface RunInput {
  params: JsonObject
  view: View
  /** With the parameters computed before this one. */
  options: EvaluationOptions
  searchTexts: SearchTexts
}

/** A parameter that a rewritten tree uses in place of some of its nodes, computed before each run. */
export interface Computed {
  /** Begins with U+0000, so that no parameter of a request has this name. */
  name: string
  compute(input: RunInput): unknown
}
