import { isRecord, type JsonObject } from '../documents/json.ts'
import type { Computed } from './computed.ts'
import { checkBudget, tooLarge } from './query-budget.ts'
import { collectNodes, replaceNode, toNodes } from './tree.ts'

/** Longest list and text, in members and characters, that a query may create on the way. A document has at most a million. */
const longest = 1_000_000

const mostWildcards = 3

const growingFunctions = new Set(['array::join', 'string::split', 'pt::text'])
/** What a running query reads of each node before it evaluates it. */
const typeReaders = new Map<string, PropertyDescriptor>()

/**
 * Changes a parsed query so that its evaluation by groq-js, which has no limits, can be stopped: each step checks the
 * budget, and what can grow out of proportion in one step is measured where it is made.
 */
export function boundGrowth(tree: JsonObject): void {
  for (const node of collectNodes(tree)) if (isGrowing(node)) replaceNode(node, measured({ ...node }))
  for (const node of collectNodes(tree)) {
    if (typeof node.type === 'string') Object.defineProperty(node, 'type', typeReader(node.type))
  }
}

/**
 * Checks the patterns of every `… match pattern` before a run, as far as they are known by then: groq-js makes regular
 * expressions of them, and each further wildcard takes it hundreds of times as long. Others are stopped by the clock.
 */
export function boundPatterns(tree: JsonObject): Computed[] {
  const computed: Computed[] = []
  for (const node of collectNodes(tree)) {
    const { right } = node
    if (node.type !== 'OpCall' || node.op !== 'match' || !isRecord(right)) continue
    if (right.type === 'Value') checkPatterns(right.value)
    if (right.type !== 'Parameter') continue
    const patterns = String(right.name)
    const name = `\u0000patterns${computed.length}`
    computed.push({ name, compute: ({ params }) => checkPatterns(params[patterns]) })
    node.right = { type: 'Parameter', name }
  }
  return computed
}

function checkPatterns(patterns: unknown): unknown {
  for (const pattern of Array.isArray(patterns) ? patterns : [patterns]) {
    const words = typeof pattern === 'string' ? pattern.split(/\s/) : []
    if (words.some(word => word.split('*').length > mostWildcards + 1)) {
      throw tooLarge(`more than ${mostWildcards} wildcards in a word`)
    }
  }
  return patterns
}

/** Refuses a text that is too long; for groq-js the text seems to be the id of a reference. */
export function checkText(text: string): void {
  if (text.length > longest) throw tooLarge(`a text of more than ${longest} characters`)
}

function isGrowing(node: JsonObject): boolean {
  if (node.type === 'FuncCall') return growingFunctions.has(`${node.namespace}::${node.name}`)
  if (node.type === 'OpCall') return node.op === '+'
  return node.type === 'FlatMap' || toNodes(node.elements).some(({ isSplat }) => isSplat === true)
}

/** In GROQ: the node's value as `v`, then `select(v-> => v, count(v) > longest => refused, v)`. */
function measured(node: JsonObject): JsonObject {
  const v = { type: 'AccessAttribute', name: 'v' }
  const base = { type: 'Object', attributes: [{ type: 'ObjectAttributeValue', name: 'v', value: node }] }
  const reference = { type: 'Object', attributes: [{ type: 'ObjectAttributeValue', name: '_ref', value: v }] }
  const count = { type: 'FuncCall', namespace: 'global', name: 'count', args: [v] }
  const alternatives = [
    { condition: { type: 'Deref', base: reference }, value: v },
    {
      condition: { type: 'OpCall', op: '>', left: count, right: { type: 'Value', value: longest } },
      value: refused,
    },
  ]
  return { type: 'Projection', base, expr: { type: 'Select', alternatives, fallback: v } }
}

const refused = {
  type: 'Value',
  get value() {
    throw tooLarge(`a list of more than ${longest} members`)
  },
}

function typeReader(type: string): PropertyDescriptor {
  const known = typeReaders.get(type)
  if (known) return known
  const made = {
    enumerable: true,
    configurable: true,
    get() {
      checkBudget()
      return type
    },
  }
  typeReaders.set(type, made)
  return made
}
