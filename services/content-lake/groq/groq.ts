import type { Doc } from '../documents/documents.ts'
import { type JsonObject, toBlocks } from '../documents/json.ts'
import { findWordCounts } from '../documents/lazy-document.ts'
import { LakeError } from '../errors.ts'
import { settleComparisons } from './delta.ts'
import { createEvaluator, type Evaluator } from './evaluator.ts'
import { findParsed, hasAmbiguousBrackets, isExhausted, parseGroq, plainValues } from './parse.ts'
import { applyPrefilters, extractPrefilters, type Prefilter } from './prefilter.ts'
import { limitsFor, resultJson, tooLarge, withinBudget } from './query-budget.ts'
import type { EvaluationContext } from './scope.ts'
import { rewriteTextSearch, usesTextSearch } from './text-search-rewrite.ts'
import type { View } from './view.ts'
import { Vocabulary } from './word-patterns.ts'

/** What a query's result may depend on besides documents and parameters. */
export interface QueryContext {
  now: Temporal.Instant
  /** The user's id, returned by `identity()`. */
  identity: string
  projectId: string
  dataset: string
}

interface Prepared {
  evaluator: Evaluator
  prefilters: Prefilter[]
  /** Whether the tree contains parameter values and so serves these parameters only. */
  bound: boolean
}

/** Total length of the queries that are kept parsed, in characters: a tree takes some 100 bytes for each. */
const keptCharacters = 500_000

/** Parses and evaluates GROQ, with a cache of parsed queries. One per process. */
export class Groq {
  readonly #vocabulary = new Vocabulary()
  readonly #prepared = new Map<string, Prepared>()
  #preparedLength = 0

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
      const { evaluator, options } = this.#ready(query, params, view, context, refer)
      return evaluator.evaluate(options)
    })
  }

  /** The result of a query as JSON, in blocks of bytes. Throws what `run` throws. */
  runAsJson(query: string, params: JsonObject, view: View, context: QueryContext): readonly Buffer[] {
    return bounded(query, context, () => {
      const { evaluator, options } = this.#ready(query, params, view, context, id => view.byId.get(id))
      return toBlocks(evaluator.pieces(options))
    })
  }

  /** Counts a document's words before the first search needs them. */
  countWords(doc: Doc): void {
    findWordCounts(doc, this.#vocabulary)
  }

  #ready(
    query: string,
    params: JsonObject,
    view: View,
    context: QueryContext,
    refer: (id: string) => Doc | undefined,
  ) {
    const { evaluator, prefilters } = this.#prepare(query, params)
    const narrowed = applyPrefilters(prefilters, params, view)
    const options = toEvaluationContext({ ...params, ...narrowed }, view, context, this.#vocabulary, refer)
    return { evaluator, options }
  }

  #prepare(query: string, params: JsonObject): Prepared {
    const free = this.#prepared.get(query)
    if (free && !free.bound) return free
    const boundKey = `${query}\u0000${JSON.stringify(plainValues(params))}`
    const bound = this.#prepared.get(boundKey)
    if (bound) return bound
    const made = prepare(query, params)
    this.#keep(made.bound ? boundKey : query, made)
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
  const options = {
    ...toEvaluationContext({}, view, context, new Vocabulary(), id => view.byId.get(id)),
    ...around,
  }
  const tree = bounded(expression, context, () => parseGroq(expression, { mode: 'delta' }))
  await settleComparisons(tree, options)
  return bounded(expression, context, () => {
    const value = createEvaluator(tree).evaluate(options)
    resultJson(value)
    return value
  })
}

function toEvaluationContext(
  params: JsonObject,
  view: View,
  context: QueryContext,
  vocabulary: Vocabulary,
  refer: (id: string) => Doc | undefined,
): EvaluationContext {
  return {
    dataset: view.docs,
    params,
    timestamp: new Date(context.now.epochMilliseconds),
    identity: context.identity,
    sanity: { projectId: context.projectId, dataset: context.dataset },
    vocabulary,
    dereference: ({ _ref }) => refer(_ref),
  }
}

function prepare(query: string, params: JsonObject): Prepared {
  const free = findParsed(query)
  const bound = free === null || usesTextSearch(free) || hasAmbiguousBrackets(free)
  const tree = bound ? parseGroq(query, { params: plainValues(params) }) : free
  rewriteTextSearch(tree)
  const prefilters = extractPrefilters(tree)
  return { evaluator: createEvaluator(tree), prefilters, bound }
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
      { query },
      { cause: error },
    )
  }
}
