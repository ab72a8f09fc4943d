import { isRecord, type JsonObject } from '../documents/json.ts'

/**
 * Calls `visit` with every node of a parsed query, parents first. The values of constants and bound parameters are not
 * nodes, whatever they look like.
 */
export function walkTree(tree: unknown, visit: (node: JsonObject) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walkTree(item, visit)
    return
  }
  if (!isRecord(tree)) return
  visit(tree)
  if (tree.type === 'Value') return
  for (const inner of Object.values(tree)) walkTree(inner, visit)
}

/** Every node of a tree, to be replaced while the list is read; once each, though a rewritten tree may share nodes. */
export function collectNodes(tree: unknown): readonly JsonObject[] {
  const nodes = new Set<JsonObject>()
  walkTree(tree, node => nodes.add(node))
  return [...nodes]
}

/** The nodes in a node's list, such as its arguments. */
export function toNodes(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** Whether a node is a literal, or a parameter of the query. */
export function isConstant({ type }: JsonObject): boolean {
  return type === 'Value' || type === 'Parameter'
}

/** Replaces a node in place. */
export function replaceNode(node: JsonObject, replacement: JsonObject): void {
  const fields = { ...replacement }
  for (const field of Object.keys(node)) delete node[field]
  Object.assign(node, fields)
}
