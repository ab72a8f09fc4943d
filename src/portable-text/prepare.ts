import type { Image } from '../content/fields.ts'
import type { Callout, PortableText, SimpleText, TextBlock } from '../content/portable-text.ts'
import { toSlug } from '../slug.ts'
import type { SourceRegister } from './sources.ts'

/** A block as the HTML serializer takes it: sources numbered, links resolved, nothing left to look up. */
export interface PreparedBlock {
  _type: 'block'
  _key: string
  style: 'normal' | 'heading'
  listItem?: 'bullet' | 'number'
  level?: number
  children: (PreparedSpan | PreparedCitation)[]
  markDefs: PreparedLink[]
}

interface PreparedSpan {
  _type: 'span'
  _key: string
  text: string
  marks: string[]
}

export interface PreparedCitation {
  _type: 'citation'
  _key: string
  number: number
  id: string
}

export interface PreparedLink {
  _type: 'link'
  _key: string
  href: string
  external: boolean
}

/** As in `<h2>`; the title of a page is the only one above. */
export type HeadingLevel = 2 | 3 | 4

export interface Heading {
  /** The `_key` of its block. */
  key: string
  id: string
  text: string
  /** Never deeper than one below the heading before it. */
  level: 2 | 3
  /** Set for a numbered heading: its place among them. */
  number: number | null
}

/** A passage of text, or a thing of its own between passages. */
export type PreparedNode =
  | { kind: 'passage'; blocks: PreparedBlock[]; headings: Heading[] }
  | {
      kind: 'callout'
      tone: Callout['tone']
      heading: string
      level: HeadingLevel
      id: string
      blocks: PreparedBlock[]
    }
  | { kind: 'image'; image: Image }
  | { kind: 'callToAction'; heading: string | null; level: HeadingLevel; id: string }

export interface PreparedText {
  nodes: PreparedNode[]
  /** Every heading of the text, in order. */
  headings: Heading[]
  words: number
}

export interface PrepareContext {
  sources: SourceRegister
  /** The path of a document's page, or null when there is none: the link is then plain text. */
  findPath(id: string): string | null
}

/** Makes an editor's text ready to render: pure, and in the order of the text, so that sources number themselves. */
export function prepareText(body: PortableText, context: PrepareContext): PreparedText {
  const headings: Heading[] = []
  const nodes: PreparedNode[] = []
  const levelBelow = (): HeadingLevel => {
    const above = headings.at(-1)?.level
    if (!above) return 2
    return above === 2 ? 3 : 4
  }
  for (const node of body) {
    if (node._type === 'block') {
      const block = prepareBlock(node, context)
      if (isBlank(block)) continue
      const heading = block.style === 'heading' ? nextHeading(node, block, headings) : null
      if (heading) headings.push(heading)
      appendToPassage(nodes, block, heading)
    } else if (node._type === 'callout') {
      const { tone, heading, text, _key } = node
      const blocks = prepareSimpleText(text, context)
      nodes.push({ kind: 'callout', tone, heading, level: levelBelow(), id: `note-${_key}`, blocks })
    } else if (node._type === 'callToAction') {
      nodes.push({
        kind: 'callToAction',
        heading: node.heading,
        level: levelBelow(),
        id: `contact-${node._key}`,
      })
    } else {
      nodes.push({ kind: 'image', image: node })
    }
  }
  return { nodes, headings, words: countWords(nodes) }
}

/** The text of an answer or a callout: paragraphs, lists and links. */
export function prepareSimpleText(text: SimpleText, context: PrepareContext): PreparedBlock[] {
  return text.map(block => prepareBlock(block, context)).filter(block => !isBlank(block))
}

/** The words of a prepared text without its marks: for search engines. */
export function plainText(blocks: readonly PreparedBlock[]): string {
  return blocks.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
}

type Block = TextBlock | SimpleText[number]

function prepareBlock(block: Block, { sources, findPath }: PrepareContext): PreparedBlock {
  const markDefs = (block.markDefs ?? []).flatMap((mark): PreparedLink[] => {
    const external = mark._type === 'externalLink'
    const href = external ? mark.href : findPath(mark.target._ref)
    return href ? [{ _type: 'link', _key: mark._key, href, external }] : []
  })
  const children = block.children.map((child): PreparedSpan | PreparedCitation => {
    if (child._type === 'span') return { ...child, marks: child.marks ?? [] }
    return { _type: 'citation', _key: child._key, ...sources.cite(child) }
  })
  const { listItem, level, style, _key } = block
  const base = { _type: 'block' as const, _key, children, markDefs }
  if (listItem) return { ...base, style: 'normal', listItem, level: level ?? 1 }
  return { ...base, style: style === null || style === 'normal' ? 'normal' : 'heading' }
}

/** Levels never skip one: a small heading without a heading above it becomes one itself. */
function nextHeading(node: TextBlock, block: PreparedBlock, before: readonly Heading[]): Heading {
  const text = plainText([block])
  const level = node.style === 'h3' && before.length > 0 ? 3 : 2
  const numbered = before.filter(({ number }) => number !== null).length
  return {
    key: node._key,
    id: uniqueId(toSlug(text) || 'section', before),
    text,
    level,
    number: node.style === 'numberedHeading' ? numbered + 1 : null,
  }
}

function appendToPassage(nodes: PreparedNode[], block: PreparedBlock, heading: Heading | null): void {
  const last = nodes.at(-1)
  const passage = last?.kind === 'passage' ? last : { kind: 'passage' as const, blocks: [], headings: [] }
  if (passage !== last) nodes.push(passage)
  passage.blocks.push(block)
  if (heading) passage.headings.push(heading)
}

function uniqueId(id: string, before: readonly Heading[]): string {
  const taken = new Set(before.map(heading => heading.id))
  let candidate = id
  for (let count = 2; taken.has(candidate) || candidate === 'main'; count++) candidate = `${id}-${count}`
  return candidate
}

function isBlank(block: PreparedBlock): boolean {
  return block.children.every(child => child._type === 'span' && child.text.trim() === '')
}

function textOf({ children }: PreparedBlock): string {
  return children.map(child => (child._type === 'span' ? child.text : '')).join('')
}

function countWords(nodes: readonly PreparedNode[]): number {
  const blocks = nodes.flatMap(node => ('blocks' in node ? node.blocks : []))
  return blocks.map(textOf).join(' ').split(/\s+/).filter(Boolean).length
}
