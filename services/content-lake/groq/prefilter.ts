import { compareIds, type Doc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import type { Computed, RunInput } from './computed.ts'
import { collectNodes, isConstant, replaceNode } from './tree.ts'
import type { View } from './view.ts'

/**
 * Rewrites every `list[a && b]` of a parsed query to `list[a][b]`, which means the same, but looks at `b` only where `a` is
 * true. In `*[…]` a condition such as `_type == x` or `_id in y` comes first: a computed list of documents takes the place
 * of `*`, and the condition goes if that decides it exactly. Changes the tree.
 */
export function extractPrefilters(tree: JsonObject): Computed[] {
  const computed: Computed[] = []
  for (const node of collectNodes(tree)) {
    if (node.type !== 'Filter' || !isRecord(node.base)) continue
    const conditions = conjuncts(node.expr)
    const best = node.base.type === 'Everything' ? findBest(conditions) : null
    const name = `\u0000documents${computed.length}`
    if (best) computed.push({ name, compute: input => narrow(best, input) })
    const base = best ? { type: 'Parameter', name } : node.base
    const left = conditions.filter(condition => condition !== best?.node || !isExact(best))
    replaceNode(
      node,
      left.reduce<JsonObject>((list, expr) => ({ type: 'Filter', base: list, expr }), base),
    )
  }
  return computed
}

function narrow({ field, values }: Condition, { params, view }: RunInput): readonly Doc[] {
  const wanted = new Set(values.flatMap(node => toStrings(node, params)))
  return field === '_type' ? findOfTypes(wanted, view) : findWithIds(wanted, view)
}

/** A condition that only documents of certain types or ids fulfil. */
interface Condition {
  node: JsonObject
  field: '_type' | '_id'
  /** The other side of the comparison: literals and parameters. */
  values: JsonObject[]
}

function findBest(conjuncts: readonly JsonObject[]): Condition | null {
  const conditions = conjuncts.map(readCondition).filter(condition => condition !== null)
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

function findOfTypes(types: ReadonlySet<string>, view: View): readonly Doc[] {
  const [only] = types
  if (types.size <= 1) return only === undefined ? [] : (view.byType.get(only) ?? [])
  return view.docs.filter(doc => types.has(doc._type))
}

function findWithIds(ids: ReadonlySet<string>, view: View): readonly Doc[] {
  return [...ids]
    .sort(compareIds)
    .map(id => view.byId.get(id))
    .filter(doc => doc !== undefined)
}
