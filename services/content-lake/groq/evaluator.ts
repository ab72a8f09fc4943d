import { isRecord, type JsonObject } from '../documents/json.ts'
import { compile, type Rows, tryCompileRows } from './compile.ts'
import { resultJson } from './query-budget.ts'
import { type EvaluationContext, nested, rootScope, type Scope } from './scope.ts'

/** Evaluates one parsed query, as often as wanted. */
export interface Evaluator {
  evaluate(options: EvaluationContext): unknown
  /**
   * The result as JSON, piece by piece: of a long list only a few members are there at a time, and those that were
   * read from disk are gone with them. All pieces are to be taken before anything else happens: they show one state.
   */
  pieces(options: EvaluationContext): Iterable<string>
}

/** Members of a list that become JSON at once: enough to be quick, few enough to be small. */
const rowsAtOnce = 32

/**
 * The evaluator for a query. The parts of an object at the top (`{"one": *[…], "two": *[…]}`) do not see each other, so
 * each has an evaluator of its own. Throws where a part of the query is not known here.
 */
export function createEvaluator(tree: JsonObject): Evaluator {
  return partsEvaluator(tree) ?? compiledEvaluator(tree)
}

function partsEvaluator(tree: JsonObject): Evaluator | null {
  if (tree.type !== 'Object' || !Array.isArray(tree.attributes)) return null
  const parts = new Map<string, Evaluator>()
  for (const attribute of tree.attributes) {
    if (!isRecord(attribute) || attribute.type !== 'ObjectAttributeValue' || !isRecord(attribute.value)) {
      return null
    }
    parts.set(String(attribute.name), createEvaluator(attribute.value))
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

function compiledEvaluator(tree: JsonObject): Evaluator {
  const run = compile(tree)
  const rows = tryCompileRows(tree) ?? { list: run, row: (scope: Scope) => scope.value }
  return {
    evaluate: options => run(rootScope(options)),
    pieces: options => rowPieces(rows, rootScope(options)),
  }
}

function* rowPieces({ list, row }: Rows, scope: Scope): Iterable<string> {
  const items = list(scope)
  if (!Array.isArray(items)) {
    yield resultJson(items)
    return
  }
  yield '['
  for (let from = 0; from < items.length; from += rowsAtOnce) {
    const rows = items.slice(from, from + rowsAtOnce).map(item => row(nested(scope, item, true)))
    const json = resultJson(rows)
    yield `${from === 0 ? '' : ','}${json.slice(1, -1)}`
  }
  yield ']'
}
