import { type Block, type Inline, isSpan, type Span } from './block.ts'

/** The children of the block with the words from `start` to `end` of its text replaced; sources keep their places. */
export function replaceWords(block: Block, start: number, end: number, words: string): Block['children'] {
  let position = 0
  let isReplaced = false
  return block.children.map(child => {
    if (!isSpan(child)) return child
    const from = Math.max(0, start - position)
    const to = Math.min(child.text.length, end - position)
    position += child.text.length
    if (from >= to) return child
    const inserted = isReplaced ? '' : words
    isReplaced = true
    return { ...child, text: child.text.slice(0, from) + inserted + child.text.slice(to) }
  })
}

/**
 * The children and links of the block with the words from `start` to `end` leading to a document of the site;
 * null where they are split between differently marked words, or lead somewhere already.
 */
export function linkWords(
  block: Block,
  start: number,
  end: number,
  target: string,
): Pick<Block, 'children' | 'markDefs'> | null {
  let position = 0
  for (const [index, child] of block.children.entries()) {
    if (!isSpan(child)) continue
    const from = start - position
    const to = end - position
    position += child.text.length
    if (from < 0 || to > child.text.length) continue
    if (block.markDefs.some(({ _key }) => child.marks.includes(_key))) return null
    const link = { _type: 'internalLink', _key: freeKey('link', keysOf(block)) }
    return {
      children: block.children.toSpliced(index, 1, ...splitSpan(block, child, from, to, link._key)),
      markDefs: [...block.markDefs, { ...link, target: { _type: 'reference', _ref: target } }],
    }
  }
  return null
}

/** A key that none of the taken ones equals: the wanted one, or the wanted one with a number. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted
  for (let count = 2; taken.has(key); count++) key = `${wanted}${count}`
  return key
}

function splitSpan(block: Block, span: Span, from: number, to: number, mark: string): Span[] {
  const taken = keysOf(block)
  const linkedKey = freeKey(`${span._key}l`, taken)
  const restKey = freeKey(`${span._key}r`, taken)
  const parts: Span[] = [
    { ...span, text: span.text.slice(0, from) },
    { ...span, _key: linkedKey, text: span.text.slice(from, to), marks: [...span.marks, mark] },
    { ...span, _key: restKey, text: span.text.slice(to) },
  ]
  return parts.filter(({ text }) => text !== '')
}

function keysOf({ children, markDefs }: Block): Set<string> {
  const all: (Span | Inline)[] = [...children, ...markDefs]
  return new Set(all.map(({ _key }) => _key))
}
