import { compareIds, type Doc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { replaceNode, walkTree } from './tree.ts'
import type { View } from './view.ts'

/** A part of a query that can only find documents of certain types or ids, so that others are skipped. */
export interface Prefilter {
  /** The parameter that replaces `*` in the tree. */
  parameter: string
  field: '_type' | '_id'
  /** The other side of the comparison: nodes of constants and parameters. */
  values: JsonObject[]
}

/**
 * Finds every `*[… _type == x …]` and `*[… _id in y …]` of a parsed query and replaces `*` with a parameter. Only
 * conditions joined by `&&` count: a document that fails one of them fails the filter, so the result stays the same. A
 * condition that the prefilter decides exactly is removed. Changes the tree.
 */
export function extractPrefilters(tree: JsonObject): Prefilter[] {
  const found: Prefilter[] = []
  walkTree(tree, node => {
    if (node.type !== 'Filter' || !isRecord(node.base) || node.base.type !== 'Everything') return
    const condition = bestCondition(node.expr)
    if (!condition) return
    const { field, values } = condition
    const parameter = `\u0000documents${found.length}`
    const base = { type: 'Parameter', name: parameter }
    node.base = base
    found.push({ parameter, field, values })
    if (!isExact(condition)) return
    const [first, ...others] = conjuncts(node.expr).filter(one => one !== condition.node)
    if (!first) replaceNode(node, base)
    else node.expr = others.reduce((left, right) => ({ type: 'And', left, right }), first)
  })
  return found
}

/** The documents that pass each prefilter, ordered by id, under the name of its parameter. */
export function applyPrefilters(prefilters: Prefilter[], params: JsonObject, view: View): JsonObject {
  const narrowed: JsonObject = {}
  for (const { parameter, field, values } of prefilters) {
    const wanted = new Set(values.flatMap(node => toStrings(node, params)))
    narrowed[parameter] = field === '_type' ? ofTypes(wanted, view) : withIds(wanted, view)
  }
  return narrowed
}

/** A condition usable as a prefilter, with its position in the tree. */
interface Condition extends Pick<Prefilter, 'field' | 'values'> {
  node: JsonObject
}

function bestCondition(expression: unknown): Condition | null {
  const conditions = conjuncts(expression)
    .map(readCondition)
    .filter(condition => condition !== null)
  return conditions.find(({ field }) => field === '_id') ?? conditions[0] ?? null
}

function conjuncts(expression: unknown): JsonObject[] {
  if (!isRecord(expression)) return []
  if (expression.type === 'And') return [...conjuncts(expression.left), ...conjuncts(expression.right)]
  return expression.type === 'Group' ? conjuncts(expression.base) : [expression]
}

function readCondition(node: JsonObject): Condition | null {
  if (node.type !== 'OpCall' || !isRecord(node.left) || !isRecord(node.right)) return null
  if (node.op === '==') return equality(node, node.left, node.right) ?? equality(node, node.right, node.left)
  if (node.op !== 'in') return null
  const field = findField(node.left)
  const values = field && findList(node.right)
  return field && values ? { node, field, values } : null
}

function equality(node: JsonObject, attribute: JsonObject, value: JsonObject): Condition | null {
  const field = findField(attribute)
  return field && isConstant(value) ? { node, field, values: [value] } : null
}

/** Whether the prefilter decides the condition exactly; not so for `_type == $list`, which is never true. */
function isExact({ values }: Condition): boolean {
  return values.every(({ type, value }) => type === 'Value' && typeof value === 'string')
}

function findField(node: JsonObject): '_type' | '_id' | null {
  if (node.type !== 'AccessAttribute' || node.base !== undefined) return null
  return node.name === '_type' || node.name === '_id' ? node.name : null
}

function isConstant(node: JsonObject): boolean {
  return node.type === 'Value' || node.type === 'Parameter'
}

/** The members of a literal `[…]`, or a parameter that is a list; null if a member is computed. */
function findList(node: JsonObject): JsonObject[] | null {
  if (isConstant(node)) return [node]
  if (node.type !== 'Array' || !Array.isArray(node.elements)) return null
  const members: JsonObject[] = []
  for (const element of node.elements) {
    if (!isRecord(element) || element.isSplat === true || !isRecord(element.value)) return null
    if (!isConstant(element.value)) return null
    members.push(element.value)
  }
  return members
}

function toStrings(node: JsonObject, params: JsonObject): string[] {
  const value = node.type === 'Parameter' ? params[String(node.name)] : node.value
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

function ofTypes(types: ReadonlySet<string>, view: View): readonly Doc[] {
  const [only] = types
  if (types.size <= 1) return only === undefined ? [] : (view.byType.get(only) ?? [])
  return view.docs.filter(doc => types.has(doc._type))
}

function withIds(ids: ReadonlySet<string>, view: View): readonly Doc[] {
  return [...ids]
    .sort(compareIds)
    .map(id => view.byId.get(id))
    .filter(doc => doc !== undefined)
}
