import type { Doc } from '../documents/documents.ts'
import { type JsonObject, toBlocks } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { boundGrowth, boundPatterns, checkText } from './bounds.ts'
import type { Computed } from './computed.ts'
import { settleComparisons } from './delta.ts'
import { type EvaluationOptions, evaluateTree } from './groq-js.ts'
import { isExhausted, parseGroq, plainValues } from './parse.ts'
import { extractPrefilters } from './prefilter.ts'
import { limitsFor, resultJson, tooLarge, withinBudget } from './query-budget.ts'
import { resultPieces } from './result.ts'
import { rewriteCalls } from './rewrite.ts'
import { extractScore } from './score.ts'
import { rewriteTextSearches, type SearchTexts } from './text-search.ts'
import type { View } from './view.ts'

/** What a query's result may depend on besides documents and parameters. */
export interface QueryContext {
  now: Temporal.Instant
  /** The user's id, returned by `identity()`. */
  identity: string
  projectId: string
  dataset: string
}

interface Prepared {
  tree: JsonObject
  computed: Computed[]
}

/** Longest query with its parameters that is kept parsed, and all of them, in characters: a tree takes some 100 bytes for each. */
const longestKept = 100_000
const keptCharacters = 500_000

/** Parses and evaluates GROQ, with a cache of parsed queries. One per process. */
export class Groq {
  readonly #searchTexts: SearchTexts
  readonly #prepared = new Map<string, Prepared>()
  #preparedLength = 0

  constructor(searchTexts: SearchTexts) {
    this.#searchTexts = searchTexts
  }

  /**
   * The result of a query over a view, as plain JSON; references resolve in the view unless `refer` is given. Throws 400
   * with the position of a syntax error, or if the user's budget is exceeded.
   */
  run(
    query: string,
    params: JsonObject,
    view: View,
    context: QueryContext,
    refer: (id: string) => Doc | undefined = id => view.byId.get(id),
  ): unknown {
    return bounded(query, context, () => {
      const { tree, options } = this.#ready(query, params, view, context, refer)
      return evaluateTree(tree, options).data
    })
  }

  /** The result of a query as JSON, in blocks of bytes. Throws what `run` throws. */
  runAsJson(query: string, params: JsonObject, view: View, context: QueryContext): readonly Buffer[] {
    return bounded(query, context, () => {
      const { tree, options } = this.#ready(query, params, view, context, id => view.byId.get(id))
      return toBlocks(resultPieces(tree, options))
    })
  }

  #ready(
    query: string,
    params: JsonObject,
    view: View,
    context: QueryContext,
    refer: (id: string) => Doc | undefined,
  ) {
    const { tree, computed } = this.#prepare(query, params)
    const options = toEvaluationOptions({ ...params }, view, context, refer)
    for (const { name, compute } of computed) {
      options.params[name] = compute({ params, view, options, searchTexts: this.#searchTexts })
    }
    return { tree, options }
  }

  /** A tree holds the values of the parameters that it was parsed with, and serves these alone. */
  #prepare(query: string, params: JsonObject): Prepared {
    const values = plainValues(params)
    const key = `${query}\u0000${JSON.stringify(values)}`
    const known = this.#prepared.get(key)
    if (known) return known
    const made = prepare(query, values)
    if (key.length < longestKept) this.#keep(key, made)
    return made
  }

  #keep(key: string, prepared: Prepared): void {
    this.#prepared.set(key, prepared)
    this.#preparedLength += key.length
    for (const oldest of this.#prepared.keys()) {
      if (this.#preparedLength <= keptCharacters) return
      this.#prepared.delete(oldest)
      this.#preparedLength -= oldest.length
    }
  }
}

/**
 * Evaluates a webhook's filter or projection for one change. `before()`, `after()` and the delta functions see both
 * states; the expression itself sees the later one (the earlier, for a deletion). Throws what `run` throws.
 */
export async function evaluateDelta(
  expression: string,
  before: Doc | null,
  after: Doc | null,
  view: View,
  context: QueryContext,
): Promise<unknown> {
  const around = { root: after ?? before, before, after }
  const options = { ...toEvaluationOptions({}, view, context, id => view.byId.get(id)), ...around }
  const tree = bounded(expression, context, () => parseGroq(expression, { mode: 'delta' }))
  await settleComparisons(tree, options)
  boundPatterns(tree)
  rewriteCalls(tree)
  boundGrowth(tree)
  return bounded(expression, context, () => {
    const value = evaluateTree(tree, options).data
    resultJson(value)
    return value
  })
}

function toEvaluationOptions(
  params: JsonObject,
  view: View,
  context: QueryContext,
  refer: (id: string) => Doc | undefined,
): EvaluationOptions {
  return {
    dataset: view.docs,
    params,
    timestamp: new Date(context.now.epochMilliseconds),
    identity: context.identity,
    sanity: { projectId: context.projectId, dataset: context.dataset },
    dereference: ({ _ref }) => {
      checkText(_ref)
      return refer(_ref)
    },
  }
}

function prepare(query: string, params: JsonObject): Prepared {
  const tree = parseGroq(query, { params })
  const computed = [...rewriteTextSearches(tree), ...extractPrefilters(tree), ...boundPatterns(tree)]
  rewriteCalls(tree)
  computed.push(...extractScore(tree))
  boundGrowth(tree)
  return { tree, computed }
}

/** Runs a query within its budget. Any failure is the query's fault and becomes a 400. */
function bounded<T>(query: string, { identity }: QueryContext, work: () => T): T {
  try {
    return withinBudget(limitsFor(identity), work)
  } catch (error) {
    if (error instanceof LakeError) throw error
    if (isExhausted(error))
      throw tooLarge('deeper nesting, or longer lists or texts, than there is room for', error)
    const reason = error instanceof Error ? error.message : String(error)
    throw new LakeError(
      400,
      'queryEvaluationError',
      `The local Content Lake cannot evaluate this query (${reason}). Hosted Sanity may; here, write it without the function it names.`,
      { query, cause: error },
    )
  }
}
