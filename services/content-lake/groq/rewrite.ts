import type { JsonObject } from '../documents/json.ts'
import { mentionsField } from '../documents/lazy-document.ts'
import { Path } from './groq-js.ts'
import { collectNodes, isConstant, replaceNode, toNodes } from './tree.ts'

/**
 * Rewrites calls of a parsed query that mean the same in another form: `references()` looks at what a document is known to
 * mention, since looking through it would read its long fields from disk; `path("…")` is parsed once, and follows the
 * specification (in groq-js the dots of `path("drafts.**")` match any letter).
 */
export function rewriteCalls(tree: JsonObject): void {
  for (const node of collectNodes(tree)) {
    if (node.type !== 'FuncCall' || node.namespace !== 'global') continue
    const args = toNodes(node.args)
    if (node.name === 'references' && args.every(isConstant)) replaceNode(node, referencesNode({ ...node }))
    const [pattern] = args
    if (node.name === 'path' && typeof pattern?.value === 'string') {
      replaceNode(node, { type: 'Value', value: new IdPath(pattern.value) })
    }
  }
}

/** The same call with the mentioned ids as `@`, if the value of `@` is a document. Its arguments do not depend on `@`. */
function referencesNode(call: JsonObject): JsonObject {
  const mentions = { type: 'AccessAttribute', name: mentionsField }
  const isDocument = { type: 'FuncCall', namespace: 'global', name: 'defined', args: [mentions] }
  const value = { type: 'Projection', base: mentions, expr: call }
  return { type: 'Select', alternatives: [{ condition: isDocument, value }], fallback: call }
}

/** `*` is one non-empty segment of an id, `**` one or more of any kind. */
class IdPath extends Path {
  readonly #expression: RegExp

  constructor(pattern: string) {
    super(pattern)
    const parts = pattern.split('.').map(part => {
      if (part === '**') return '.*'
      return part === '*' ? '[^.]+' : RegExp.escape(part)
    })
    this.#expression = new RegExp(`^${parts.join('\\.')}$`, 's')
  }

  override matches(id: string): boolean {
    return this.#expression.test(id)
  }
}
