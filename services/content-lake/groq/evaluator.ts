import { isRecord, type JsonObject } from '../documents/json.ts'
import { compile, type Rows, tryCompileRows } from './compile.ts'
import { resultJson } from './query-budget.ts'
import { type EvaluationContext, nested, rootScope, type Scope } from './scope.ts'

/** Evaluates one parsed query any number of times. */
export interface Evaluator {
  evaluate(options: EvaluationContext): unknown
  /**
   * The result as JSON, piece by piece: only a few members of a long list, and what was read from disk for them, are in
   * memory at a time. Take all pieces before awaiting anything: they show one state.
   */
  pieces(options: EvaluationContext): Iterable<string>
}

/** List members written to JSON at once: a balance of speed and memory. */
const rowsAtOnce = 32

/**
 * Creates a query's evaluator. The parts of a top-level object (`{"one": *[…], "two": *[…]}`) do not see each other, so
 * each gets its own evaluator. Throws `NotCompiled` for an unknown node.
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
