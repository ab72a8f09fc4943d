import { type Keyed, keyed, type Reference, reference } from './document.ts'
import { type PictureName, picture } from './pictures.ts'
import type { Citation } from './sources.ts'

/** What stands inside a paragraph: plain words, words with a mark, or a source. */
export type Inline = string | Marked | Citation

interface Marked {
  _type: 'marked'
  text: string
  mark: 'strong' | { _type: 'internalLink'; target: Reference } | { _type: 'externalLink'; href: string }
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

interface CallToAction {
  _type: 'callToAction'
  heading?: string
}

type Picture = ReturnType<typeof picture>
type Node = Block | Callout | CallToAction | Picture

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

export function bullets(...items: (string | Inline[])[]): Block[] {
  return list('bullet', items)
}

export function steps(...items: (string | Inline[])[]): Block[] {
  return list('number', items)
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

function list(listItem: 'bullet' | 'number', items: (string | Inline[])[]): Block[] {
  return items.map(item => ({
    ...block('normal', typeof item === 'string' ? [item] : item),
    listItem,
    level: 1,
  }))
}

function block(style: Style, content: Inline[]): Block {
  const markDefs: Block['markDefs'] = []
  const children = content.map(inline => {
    if (typeof inline === 'string') return span(inline)
    if (inline._type === 'citation') return inline
    if (inline.mark === 'strong') return span(inline.text, 'strong')
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
