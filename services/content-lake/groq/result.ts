import { isRecord, type JsonObject } from '../documents/json.ts'
import { type EvaluationOptions, evaluateTree } from './groq-js.ts'
import { resultJson } from './query-budget.ts'
import { toNodes } from './tree.ts'

/** List members written to JSON at once: a balance of speed and memory. */
const rowsAtOnce = 32

/**
 * The result of a query as JSON, piece by piece: only a few members of a long list, and what was read from disk for them,
 * are in memory at a time. Take all pieces before awaiting anything: they show one state.
 */
export function* resultPieces(tree: JsonObject, options: EvaluationOptions): Iterable<string> {
  const parts = toNodes(tree.attributes)
  if (tree.type === 'Object' && parts.every(({ type }) => type === 'ObjectAttributeValue')) {
    yield* partsJson(parts, options)
    return
  }
  const items = evaluateTree(tree.type === 'Map' && isRecord(tree.base) ? tree.base : tree, options).data
  if (!Array.isArray(items)) {
    yield resultJson(items)
    return
  }
  yield '['
  for (let from = 0; from < items.length; from += rowsAtOnce) {
    const rows = items.slice(from, from + rowsAtOnce)
    const base = { type: 'Value', value: rows }
    const mapped = tree.type === 'Map' ? evaluateTree({ ...tree, base }, options).data : rows
    yield `${from === 0 ? '' : ','}${resultJson(mapped).slice(1, -1)}`
  }
  yield ']'
}

/** The parts of `{"one": *[…], "two": *[…]}` do not see each other; of two with one name the later counts. */
function* partsJson(parts: readonly JsonObject[], options: EvaluationOptions): Iterable<string> {
  const values = new Map(parts.map(({ name, value }) => [String(name), value]))
  let opening = '{'
  for (const [name, value] of values) {
    yield `${opening}${JSON.stringify(name)}:`
    if (isRecord(value)) yield* resultPieces(value, options)
    opening = ','
  }
  yield values.size === 0 ? '{}' : '}'
}
