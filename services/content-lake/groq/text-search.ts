import { isRecord, type JsonObject } from '../documents/json.ts'
import { storedIdField } from '../documents/lazy-document.ts'
import type { Computed } from './computed.ts'
import { Path } from './groq-js.ts'
import { collectNodes, replaceNode, toNodes, walkTree } from './tree.ts'

/** Finds the stored ids of the documents whose whole text matches an FTS5 expression, the best first. */
export type SearchTexts = (expression: string) => readonly string[]

/** More words than anybody types. SQLite cannot be interrupted while it searches. */
const mostTerms = 32

/** A word, or the words of a "quoted phrase", of Sanity's search syntax. */
interface Term {
  text: string
  /** `-word` */
  isExcluded: boolean
  /** `word*` */
  isPrefix: boolean
}

/**
 * Replaces every `… match text::query("words")` in the tree. If the left side is the document itself (the Studio sends
 * `[@, _id] match text::query($q)`) the index of whole texts answers, else plain `match`. An empty search finds
 * everything, as the Studio's list expects. The tree must have been parsed with its parameters.
 */
export function rewriteTextSearches(tree: JsonObject): Computed[] {
  const computed: Computed[] = []
  for (const node of collectNodes(tree)) {
    if (node.type !== 'OpCall' || node.op !== 'match' || !isRecord(node.right) || !isTextQuery(node.right))
      continue
    const terms = parseSearch(node.right)
    if (!isWholeDocument(node.left)) {
      replaceNode(node, matchTerms(node.left, terms))
      continue
    }
    const name = `\u0000found${computed.length}`
    computed.push({ name, compute: ({ searchTexts }) => new FoundDocuments(terms, searchTexts) })
    const left = { type: 'AccessAttribute', name: storedIdField }
    replaceNode(node, { type: 'OpCall', op: 'in', left, right: { type: 'Parameter', name } })
  }
  return computed
}

/** Documents found by their text, in the form that groq-js asks: `id in path`. */
export class FoundDocuments extends Path {
  /** The place of each found document, the best first; null if all are found. */
  readonly places: ReadonlyMap<string, number> | null
  readonly #excluded: ReadonlySet<string>

  constructor(terms: readonly Term[], searchTexts: SearchTexts) {
    super('')
    const required = terms.filter(({ isExcluded }) => !isExcluded)
    const excluded = terms.filter(({ isExcluded }) => isExcluded)
    const found = required.length > 0 ? searchTexts(required.map(toPhrase).join(' AND ')) : null
    this.places = found && new Map(found.map((id, place) => [id, place]))
    this.#excluded = new Set(excluded.length > 0 ? searchTexts(excluded.map(toPhrase).join(' OR ')) : [])
  }

  override matches(id: string): boolean {
    return (this.places === null || this.places.has(id)) && !this.#excluded.has(id)
  }
}

function isTextQuery(node: JsonObject): boolean {
  return node.type === 'FuncCall' && node.namespace === 'text' && node.name === 'query'
}

/** Terms without a letter or digit are left out. */
function parseSearch(call: JsonObject): Term[] {
  const [argument] = toNodes(call.args)
  const text = typeof argument?.value === 'string' ? argument.value : ''
  return [...text.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)]
    .map(([, minus, phrase, word = '']) => ({
      text: (phrase ?? word).replaceAll('*', ' ').trim(),
      isExcluded: minus === '-',
      isPrefix: word.endsWith('*'),
    }))
    .filter(term => /[\p{L}\p{N}]/u.test(term.text))
    .slice(0, mostTerms)
}

function toPhrase({ text, isPrefix }: Term): string {
  return `"${text.replaceAll(/["\0]/g, ' ')}"${isPrefix ? '*' : ''}`
}

/** `match` for every term; its patterns have one wildcard at most. */
function matchTerms(left: unknown, terms: readonly Term[]): JsonObject {
  return terms.reduce<JsonObject>(
    (tree, { text, isExcluded, isPrefix }) => {
      const right = { type: 'Value', value: isPrefix ? `${text}*` : text }
      const match = { type: 'OpCall', op: 'match', left, right }
      return { type: 'And', left: tree, right: isExcluded ? { type: 'Not', base: match } : match }
    },
    { type: 'Value', value: true },
  )
}

function isWholeDocument(left: unknown): boolean {
  let whole = false
  walkTree(left, node => {
    if (node.type === 'This') whole = true
  })
  return whole
}
