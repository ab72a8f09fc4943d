import { type Rows, tryCompile, tryCompileRows } from './groq-compile.ts'
import { type EvaluationOptions, evaluateTree } from './groq-js.ts'
import { nested, rootScope, type Scope, type Surroundings } from './groq-scope.ts'
import { isRecord, type JsonObject } from './json.ts'

type Options = EvaluationOptions & Surroundings

/** Evaluates one parsed query, as often as wanted. */
export interface Evaluator {
  evaluate(options: Options): unknown
  /**
   * The result as JSON, piece by piece: of a long list only a few members are there at a time, and those that were
   * read from disk are gone with them. All pieces are to be taken before anything else happens: they show one state.
   */
  pieces(options: Options): Iterable<string>
}

/** Members of a list that become JSON at once: enough to be quick, few enough to be small. */
const rowsAtOnce = 32

/**
 * The quickest evaluator for a query: compiled where all of it can be, else by groq-js. The parts of an object at the
 * top (`{"one": *[…], "two": *[…]}`) do not see each other, so each has an evaluator of its own.
 */
export function evaluatorOf(tree: JsonObject): Evaluator {
  return partsEvaluator(tree) ?? compiledEvaluator(tree) ?? leftEvaluator(tree)
}

function partsEvaluator(tree: JsonObject): Evaluator | null {
  if (tree.type !== 'Object' || !Array.isArray(tree.attributes)) return null
  const parts = new Map<string, Evaluator>()
  for (const attribute of tree.attributes) {
    if (!isRecord(attribute) || attribute.type !== 'ObjectAttributeValue' || !isRecord(attribute.value)) {
      return null
    }
    parts.set(String(attribute.name), evaluatorOf(attribute.value))
  }
  return {
    evaluate: options => Object.fromEntries([...parts].map(([name, part]) => [name, part.evaluate(options)])),
    *pieces(options) {
      let opening = '{'
      for (const [name, part] of parts) {
        yield `${opening}${JSON.stringify(name)}:`
        yield* part.pieces(options)
        opening = ','
      }
      yield parts.size === 0 ? '{}' : '}'
    },
  }
}

function compiledEvaluator(tree: JsonObject): Evaluator | null {
  const run = tryCompile(tree)
  if (!run) return null
  const rows = tryCompileRows(tree) ?? { list: run, row: (scope: Scope) => scope.value }
  return {
    evaluate: options => run(rootScope(options)),
    pieces: options => rowPieces(rows, rootScope(options)),
  }
}

function leftEvaluator(tree: JsonObject): Evaluator {
  const evaluate: Evaluator['evaluate'] = options => evaluateTree(tree, options).data
  return { evaluate, pieces: options => [JSON.stringify(evaluate(options) ?? null)] }
}

function* rowPieces({ list, row }: Rows, scope: Scope): Iterable<string> {
  const items = list(scope)
  if (!Array.isArray(items)) {
    yield JSON.stringify(items ?? null)
    return
  }
  yield '['
  for (let from = 0; from < items.length; from += rowsAtOnce) {
    const rows = items.slice(from, from + rowsAtOnce).map(item => row(nested(scope, item, true)))
    const json = JSON.stringify(rows)
    yield `${from === 0 ? '' : ','}${json.slice(1, -1)}`
  }
  yield ']'
}
