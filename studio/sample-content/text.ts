import { type Keyed, keyed, type Reference, reference } from './document.ts'
import { type PictureName, picture } from './pictures.ts'
import type { Citation } from './sources.ts'

/** What stands inside a paragraph: plain words, words with a mark, or a source. */
export type Inline = string | Marked | Citation

interface Marked {
  _type: 'marked'
  text: string
  mark:
    | 'strong'
    | 'em'
    | { _type: 'internalLink'; target: Reference }
    | { _type: 'externalLink'; href: string }
}

interface Span {
  _type: 'span'
  text: string
  marks: string[]
}

type Style = 'normal' | 'h2' | 'h3' | 'numberedHeading'

interface Block {
  _type: 'block'
  style: Style
  listItem?: 'bullet' | 'number'
  level?: number
  children: Keyed<Span | Citation>[]
  markDefs: Keyed<Exclude<Marked['mark'], string>>[]
}

interface Callout {
  _type: 'callout'
  tone: 'care' | 'warning' | 'urgent'
  heading: string
  text: Keyed<Block>[]
}

interface Table {
  _type: 'captionedTable'
  caption: string
  hasRowHeadings: boolean
  grid: { _type: 'table'; rows: Keyed<{ _type: 'tableRow'; cells: string[] }>[] }
}

/** An item of a list: its words, and perhaps lists that stand below it. */
type Item = string | Inline[] | { words: string | Inline[]; below: Block[][] }

interface CallToAction {
  _type: 'callToAction'
  heading?: string
}

type Picture = ReturnType<typeof picture>
type Node = Block | Callout | CallToAction | Picture | Table

/** The text of an article, a service or a page. Lists come as arrays of items. */
export function portableText(...nodes: (Node | Block[])[]): Keyed<Node>[] {
  return keyed(nodes.flat(), 'b')
}

/** The text of an answer: paragraphs and lists only. */
export function simpleText(...nodes: (Block | Block[])[]): Keyed<Block>[] {
  return keyed(nodes.flat(), 'b')
}

export function paragraph(...content: Inline[]): Block {
  return block('normal', content)
}

export function heading(text: string): Block {
  return block('h2', [text])
}

export function smallHeading(text: string): Block {
  return block('h3', [text])
}

export function numberedHeading(text: string): Block {
  return block('numberedHeading', [text])
}

export function bullets(...items: Item[]): Block[] {
  return list('bullet', items)
}

export function steps(...items: Item[]): Block[] {
  return list('number', items)
}

/** An item with lists below it. */
export function withBelow(words: string | Inline[], ...below: Block[][]): Item {
  return { words, below }
}

/** A table whose first row and first column are headings. */
export function table(caption: string, ...rows: string[][]): Table {
  const keyedRows = keyed(
    rows.map(cells => ({ _type: 'tableRow' as const, cells })),
    'r',
  )
  return {
    _type: 'captionedTable',
    caption,
    hasRowHeadings: true,
    grid: { _type: 'table', rows: keyedRows },
  }
}

export function callout(tone: Callout['tone'], heading: string, ...text: (Block | Block[])[]): Callout {
  return { _type: 'callout', tone, heading, text: simpleText(...text) }
}

export function callToAction(heading?: string): CallToAction {
  return { _type: 'callToAction', ...(heading ? { heading } : {}) }
}

export function illustration(name: PictureName, caption: string): Picture {
  return picture(name, caption)
}

export function strong(text: string): Inline {
  return { _type: 'marked', text, mark: 'strong' }
}

export function em(text: string): Inline {
  return { _type: 'marked', text, mark: 'em' }
}

/** Words that lead to a document of this site. */
export function linkTo(id: string, text: string): Inline {
  return { _type: 'marked', text, mark: { _type: 'internalLink', target: reference(id) } }
}

/** Words that lead to another website. */
export function linkOut(href: string, text: string): Inline {
  return { _type: 'marked', text, mark: { _type: 'externalLink', href } }
}

export function questions(...pairs: [question: string, ...answer: (Block | Block[])[]][]) {
  return keyed(
    pairs.map(([question, ...answer]) => ({
      _type: 'questionAndAnswer' as const,
      question,
      answer: simpleText(...answer),
    })),
    'q',
  )
}

function list(listItem: 'bullet' | 'number', items: Item[]): Block[] {
  return items.flatMap(item => {
    const { words, below } = typeof item === 'object' && 'below' in item ? item : { words: item, below: [] }
    return [
      { ...block('normal', typeof words === 'string' ? [words] : words), listItem, level: 1 },
      ...below.flat().map(each => ({ ...each, level: (each.level ?? 0) + 1 })),
    ]
  })
}

function block(style: Style, content: Inline[]): Block {
  const markDefs: Block['markDefs'] = []
  const children = content.map(inline => {
    if (typeof inline === 'string') return span(inline)
    if (inline._type === 'citation') return inline
    if (typeof inline.mark === 'string') return span(inline.text, inline.mark)
    const _key = `m${markDefs.length + 1}`
    markDefs.push({ ...inline.mark, _key })
    return span(inline.text, _key)
  })
  return { _type: 'block', style, children: keyed(betweenSpans(children), 's'), markDefs }
}

/** The Studio's editor wants words, if only empty ones, on both sides of a source inside a paragraph. */
function betweenSpans(children: (Span | Citation)[]): (Span | Citation)[] {
  const result: (Span | Citation)[] = []
  for (const child of children) {
    if (child._type === 'citation' && result.at(-1)?._type !== 'span') result.push(span(''))
    result.push(child)
  }
  if (result.at(-1)?._type !== 'span') result.push(span(''))
  return result
}

function span(text: string, ...marks: string[]): Span {
  return { _type: 'span', text, marks }
}
