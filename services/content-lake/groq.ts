import { wordCountsOf } from './document-shell.ts'
import type { Doc } from './documents.ts'
import { LakeError } from './errors.ts'
import { type Evaluator, evaluatorOf } from './groq-evaluator.ts'
import { evaluateTreeLater, parseQuery } from './groq-js.ts'
import { walkTree } from './groq-tree.ts'
import { blocksOf, isRecord, type JsonObject } from './json.ts'
import { applyPrefilters, narrow, type Prefilter } from './prefilter.ts'
import { rewriteTextSearch, usesTextSearch } from './text-search-rewrite.ts'
import type { View } from './view.ts'
import { Vocabulary } from './words.ts'

/** Everything of a query's surroundings that its result may depend on. */
export interface QueryContext {
  now: Temporal.Instant
  /** The user's id, as `identity()` gives it. */
  identity: string
  projectId: string
  dataset: string
}

interface Prepared {
  evaluator: Evaluator
  prefilters: Prefilter[]
  /** The tree has parameters' values in it, so it serves these parameters only. */
  bound: boolean
}

const keptQueries = 500

/** Parses and evaluates GROQ; keeps what it parsed. One for a process. */
export class Groq {
  readonly #vocabulary = new Vocabulary()
  readonly #prepared = new Map<string, Prepared>()

  /**
   * The result of a query over a view, as plain JSON; references lead into the view unless `refer` says where else.
   * Throws 400 with the place of the fault where it does not parse.
   */
  run(
    query: string,
    params: JsonObject,
    view: View,
    context: QueryContext,
    refer: (id: string) => Doc | undefined = id => view.byId.get(id),
  ): unknown {
    const { evaluator, options } = this.#ready(query, params, view, context, refer)
    return explained(query, () => evaluator.evaluate(options))
  }

  /** The result of a query as the bytes of its JSON, in blocks. Throws what `run` throws. */
  runAsJson(query: string, params: JsonObject, view: View, context: QueryContext): readonly Buffer[] {
    const { evaluator, options } = this.#ready(query, params, view, context, id => view.byId.get(id))
    return explained(query, () => blocksOf(evaluator.pieces(options)))
  }

  /** Counts a document's words now rather than in the first search. */
  countWords(doc: Doc): void {
    wordCountsOf(doc, this.#vocabulary)
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
    const options = {
      dataset: view.docs,
      params: { ...params, ...narrowed },
      timestamp: new Date(context.now.epochMilliseconds),
      identity: context.identity,
      sanity: { projectId: context.projectId, dataset: context.dataset },
      vocabulary: this.#vocabulary,
      dereference: ({ _ref }: { _ref: string }) => refer(_ref),
    }
    return { evaluator, options }
  }

  #prepare(query: string, params: JsonObject): Prepared {
    const free = this.#prepared.get(query)
    if (free && !free.bound) return free
    const boundKey = `${query}\u0000${JSON.stringify(params)}`
    const bound = this.#prepared.get(boundKey)
    if (bound) return bound
    const made = prepare(query, params)
    this.#keep(made.bound ? boundKey : query, made)
    return made
  }

  #keep(key: string, prepared: Prepared): void {
    const oldest = this.#prepared.keys().next()
    if (this.#prepared.size >= keptQueries && !oldest.done) this.#prepared.delete(oldest.value)
    this.#prepared.set(key, prepared)
  }
}

/**
 * What a webhook's filter or projection makes of one change. `before()`, `after()` and the delta functions see both
 * states; the expression itself is evaluated on the later one (the earlier, for a deletion).
 */
export async function evaluateDelta(
  expression: string,
  before: Doc | null,
  after: Doc | null,
  view: View,
  context: QueryContext,
): Promise<unknown> {
  const tree = parsed(expression, { mode: 'delta' })
  const value = await evaluateTreeLater(tree, {
    root: after ?? before,
    dataset: view.docs,
    params: {},
    timestamp: new Date(context.now.epochMilliseconds),
    identity: context.identity,
    sanity: { projectId: context.projectId, dataset: context.dataset },
    before,
    after,
    dereference: ({ _ref }) => view.byId.get(_ref),
  })
  return value.get()
}

function prepare(query: string, params: JsonObject): Prepared {
  const free = tryParse(query)
  const bound = free === null || usesTextSearch(free) || hasAmbiguousBrackets(free)
  const tree = bound ? parsed(query, { params }) : free
  rewriteTextSearch(tree)
  const prefilters = narrow(tree)
  return { evaluator: evaluatorOf(tree), prefilters, bound }
}

/** A query whose parameters must be known to parse it (`[$from...$to]`) gives null, as does one that is wrong. */
function tryParse(query: string): JsonObject | null {
  try {
    return parseQuery(query, {})
  } catch {
    return null
  }
}

function parsed(query: string, options: { params?: JsonObject; mode?: 'delta' }): JsonObject {
  try {
    return parseQuery(query, options)
  } catch (error) {
    const position = isRecord(error) || error instanceof Error ? Reflect.get(error, 'position') : undefined
    const start = typeof position === 'number' ? position : 0
    const reason = error instanceof Error ? error.message : String(error)
    throw new LakeError(400, 'queryParseError', reason, { query, start, end: query.length }, { cause: error })
  }
}

/** Evaluates; what goes wrong is told as the fault of the query that it is. */
function explained<T>(query: string, evaluate: () => T): T {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof LakeError) throw error
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

/**
 * `x[$i]` is an index, an attribute or a filter depending on the parameter's value, so such a query must be parsed
 * with its parameters: it parses as a filter whose condition looks at no document.
 */
function hasAmbiguousBrackets(tree: JsonObject): boolean {
  let found = false
  walkTree(tree, node => {
    if (node.type === 'Filter' && !looksAtDocument(node.expr)) found = true
  })
  return found
}

function looksAtDocument(expression: unknown): boolean {
  let looks = false
  walkTree(expression, node => {
    if (node.type === 'This' || node.type === 'Everything' || node.type === 'Parent') looks = true
    if (node.type === 'AccessAttribute' && node.base === undefined) looks = true
    if (node.type === 'FuncCall' && (node.namespace !== 'global' || node.name === 'references')) looks = true
  })
  return looks
}
