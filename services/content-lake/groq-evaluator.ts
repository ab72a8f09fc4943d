import { tryCompile } from './groq-compile.ts'
import { type EvaluationOptions, evaluateTree } from './groq-js.ts'
import { rootScope, type Surroundings } from './groq-scope.ts'
import { isRecord, type JsonObject } from './json.ts'

/** Evaluates one parsed query, as often as wanted. */
export type Evaluator = (options: EvaluationOptions & Surroundings) => unknown

/**
 * The quickest evaluator for a query: compiled where all of it can be, else by groq-js. The parts of an object at the
 * top (`{"one": *[…], "two": *[…]}`) do not see each other, so each has an evaluator of its own.
 */
export function evaluatorOf(tree: JsonObject): Evaluator {
  const run = tryCompile(tree)
  if (run) return options => run(rootScope(options))
  return partsEvaluator(tree) ?? (options => evaluateTree(tree, options).data)
}

function partsEvaluator(tree: JsonObject): Evaluator | null {
  if (tree.type !== 'Object' || !Array.isArray(tree.attributes)) return null
  const parts: { name: string; evaluate: Evaluator }[] = []
  for (const attribute of tree.attributes) {
    if (!isRecord(attribute) || attribute.type !== 'ObjectAttributeValue' || !isRecord(attribute.value)) {
      return null
    }
    parts.push({ name: String(attribute.name), evaluate: evaluatorOf(attribute.value) })
  }
  return options => Object.fromEntries(parts.map(({ name, evaluate }) => [name, evaluate(options)]))
}
