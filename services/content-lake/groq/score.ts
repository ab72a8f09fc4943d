import { isRecord, type JsonObject } from '../documents/json.ts'
import { extendObject, originalField, storedIdField, toUncopied } from '../documents/lazy-document.ts'
import { boundGrowth } from './bounds.ts'
import type { Computed } from './computed.ts'
import { type EvaluationOptions, evaluateTree } from './groq-js.ts'
import { FoundDocuments } from './text-search.ts'
import { replaceNode } from './tree.ts'

/**
 * Takes `… | score(…)` out of a query, to be computed before the rest: groq-js copies each object that it scores, and so
 * would read the long fields of all documents from disk. Only where a query begins with it, as the Studio's search does.
 */
export function extractScore(tree: JsonObject): Computed[] {
  const node = findScore(tree)
  if (!node || !isRecord(node.base)) return []
  const { base } = node
  const scoring = { ...node }
  boundGrowth(scoring)
  const name = '\u0000scored'
  replaceNode(node, { type: 'Parameter', name })
  return [{ name, compute: ({ options }) => score(scoring, base, options) }]
}

/** Each step of a pipeline sees what the whole query sees. */
function findScore(tree: JsonObject): JsonObject | null {
  if (tree.type === 'PipeFuncCall' && tree.name === 'score') return tree
  return isRecord(tree.base) ? findScore(tree.base) : null
}

/** The scored objects, the best first; of equal ones the best found by its text. */
function score(scoring: JsonObject, base: JsonObject, options: EvaluationOptions): JsonObject[] | null {
  const list = evaluateTree(base, options).data
  if (!Array.isArray(list)) return null
  const value = sortByText(list.filter(isRecord), options.params).map(toUncopied)
  const scored = evaluateTree({ ...scoring, base: { type: 'Value', value } }, options).data
  if (!Array.isArray(scored)) return null
  return scored.filter(isRecord).map(({ [originalField]: found, _score }) => {
    return extendObject(isRecord(found) ? found : {}, { _score })
  })
}

function sortByText(list: JsonObject[], params: JsonObject): JsonObject[] {
  const found = Object.values(params).find(value => value instanceof FoundDocuments)
  const places = found?.places
  if (!places) return list
  const placeOf = (doc: JsonObject) => places.get(String(doc[storedIdField])) ?? places.size
  return list.toSorted((a, b) => placeOf(a) - placeOf(b))
}
