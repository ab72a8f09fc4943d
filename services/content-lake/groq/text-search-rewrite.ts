import { textField } from '../documents/document-text.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { parseSearch } from './text-search.ts'
import { replaceNode, walkTree } from './tree.ts'

/** Whether a parsed query searches with `text::query`, which groq-js parses but does not evaluate. */
export function usesTextSearch(tree: JsonObject): boolean {
  let found = false
  walkTree(tree, node => {
    if (isTextQuery(node)) found = true
  })
  return found
}

/**
 * Replaces every `… match text::query("words")` in the tree with plain `match`. If the left side is the document itself
 * (the Studio sends `[@, _id] match text::query($q)`) its whole text is searched; an empty search finds everything, as
 * the Studio's list expects. The tree must have been parsed with its parameters.
 */
export function rewriteTextSearch(tree: JsonObject): void {
  walkTree(tree, node => {
    if (node.type !== 'OpCall' || node.op !== 'match' || !isRecord(node.right) || !isTextQuery(node.right))
      return
    const left = isWholeDocument(node.left) ? { type: 'AccessAttribute', name: textField } : node.left
    replaceNode(node, searchNode(left, findSearchText(node.right)))
  })
}

function searchNode(left: unknown, query: string): JsonObject {
  const { required, excluded } = parseSearch(query)
  const wanted = required.length > 0 ? matchNode(left, required) : { type: 'Value', value: true }
  return excluded.reduce<JsonObject>(
    (tree, term) => ({ type: 'And', left: tree, right: { type: 'Not', base: matchNode(left, [term]) } }),
    wanted,
  )
}

function matchNode(left: unknown, patterns: string[]): JsonObject {
  return { type: 'OpCall', op: 'match', left, right: { type: 'Value', value: patterns } }
}

function isTextQuery(node: JsonObject): boolean {
  return node.type === 'FuncCall' && node.namespace === 'text' && node.name === 'query'
}

function findSearchText(call: JsonObject): string {
  const argument: unknown = Array.isArray(call.args) ? call.args[0] : undefined
  return isRecord(argument) && typeof argument.value === 'string' ? argument.value : ''
}

function isWholeDocument(left: unknown): boolean {
  let whole = false
  walkTree(left, node => {
    if (node.type === 'This') whole = true
  })
  return whole
}
