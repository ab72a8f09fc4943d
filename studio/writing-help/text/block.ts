import { isObject, keyedObjects, wordsIn } from './values.ts'

/** Words in a paragraph, with the keys of their links and the names of their marks. */
export interface Span {
  _type: 'span'
  _key: string
  text: string
  marks: string[]
}

/** Anything else inside a paragraph, such as a source; it is carried along untouched. */
export interface Inline {
  [field: string]: unknown
  _type: string
  _key: string
}

/** A paragraph, a list item or a heading of Portable Text. */
export interface Block {
  _key: string
  style: string
  listItem: string | null
  children: (Span | Inline)[]
  markDefs: Inline[]
}

/** Words that lead somewhere: a document of the site (`target`) or an address. */
export interface LinkedWords {
  words: string
  /** Where the words start in the text of their block. */
  start: number
  target: string | null
  href: string | null
}

/** Parses a block of a draft; any part of it may still be missing. */
export function readBlock(value: Record<string, unknown> & { _key: string }): Block {
  return {
    _key: value._key,
    style: wordsIn(value.style) || 'normal',
    listItem: wordsIn(value.listItem) || null,
    children: keyedObjects(value.children).map(readChild),
    markDefs: keyedObjects(value.markDefs).map(mark => ({ ...mark, _type: wordsIn(mark._type) })),
  }
}

/** The words of a block; inline objects such as sources take no room. */
export function getText({ children }: Block): string {
  return children.map(child => (isSpan(child) ? child.text : '')).join('')
}

/** Whether a child of a block is words. */
export function isSpan(child: Span | Inline): child is Span {
  return child._type === 'span' && Array.isArray(child.marks)
}

/** The links of a block in reading order; neighbours with the same link are one. */
export function findLinks(block: Block): LinkedWords[] {
  const links: (LinkedWords & { mark: string })[] = []
  let start = 0
  for (const child of block.children) {
    if (!isSpan(child)) continue
    const mark = block.markDefs.find(({ _key }) => child.marks.includes(_key))
    const last = links.at(-1)
    if (mark && last?.mark === mark._key && last.start + last.words.length === start) last.words += child.text
    else if (mark) links.push({ words: child.text, start, mark: mark._key, ...leadsTo(mark) })
    start += child.text.length
  }
  return links
}

/** Whether every word of the block is bold. */
export function isAllBold(block: Block): boolean {
  const spans = block.children.filter(isSpan).filter(({ text }) => text.trim() !== '')
  return spans.length > 0 && spans.every(({ marks }) => marks.includes('strong'))
}

function readChild(child: Record<string, unknown> & { _key: string }): Span | Inline {
  const _type = wordsIn(child._type)
  if (_type !== 'span') return { ...child, _type }
  const marks = Array.isArray(child.marks) ? child.marks.filter(mark => typeof mark === 'string') : []
  return { ...child, _type, text: wordsIn(child.text), marks }
}

function leadsTo(mark: Inline): { target: string | null; href: string | null } {
  const target = isObject(mark.target) ? wordsIn(mark.target._ref) : ''
  return { target: target || null, href: wordsIn(mark.href) || null }
}
