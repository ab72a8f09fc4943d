import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { type EvaluationOptions, evaluateTreeLater } from './groq-js.ts'
import { replaceNode, walkTree } from './tree.ts'

/** Limit for the parts of a comparison, since each further `.(a, b)` doubles what is compared. */
const mostParts = 40
/** What a comparison may contain: the states before and after, paths into them, and simple conditions. */
const knownParts = new Set([
  'AccessAttribute', 'And', 'ArrayCoerce', 'Context', 'Filter', 'FuncCall', 'Group', 'Not', 'OpCall', 'Or',
  'SelectorFuncCall', 'SelectorNested', 'This', 'Tuple', 'Value',
]) // biome-ignore format: a list to read across
const knownOperators = new Set(['==', '!=', '<', '<=', '>', '>='])

/**
 * Replaces every `delta::changedAny(…)` and the like in the tree with its value. Only groq-js implements them, and its
 * asynchronous evaluation cannot be bounded by a budget; so they must be small. Throws 400 if one is not.
 */
export async function settleComparisons(tree: JsonObject, options: EvaluationOptions): Promise<void> {
  const comparisons: JsonObject[] = []
  walkTree(tree, node => {
    if (isComparison(node)) comparisons.push(node)
  })
  for (const node of comparisons) {
    if (!isSimple(node)) {
      throw new LakeError(
        400,
        'queryTooLarge',
        `“${node.namespace}::${node.name}” compares more than it can here. Name some fields, such as (title, slug).`,
      )
    }
    const value = await evaluateTreeLater(node, options)
    replaceNode(node, { type: 'Value', value: await value.get() })
  }
}

function isComparison(node: JsonObject): boolean {
  return (
    node.type === 'FuncCall' &&
    (node.namespace === 'delta' || node.namespace === 'diff') &&
    (node.name === 'changedAny' || node.name === 'changedOnly')
  )
}

function isSimple(comparison: JsonObject): boolean {
  let parts = 0
  let simple = true
  walkTree(comparison.args, node => {
    parts += 1
    if (!knownParts.has(String(node.type))) simple = false
    if (node.type === 'OpCall' && !knownOperators.has(String(node.op))) simple = false
    if (node.type === 'FuncCall' && node.name !== 'defined') simple = false
  })
  return simple && parts <= mostParts
}
