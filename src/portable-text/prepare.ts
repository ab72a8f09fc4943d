import { type Language, languageId } from '#domain/languages.ts'
import type { Service } from '#sanity/contracts.ts'
import type { Image } from '#sanity/fields.ts'
import type { Callout, PortableText, SimpleText, TextBlock } from '#sanity/portable-text.ts'
import { createIdRegister } from './ids.ts'
import type { SourceRegister } from './sources.ts'

/** A block as the HTML serializer takes it: sources numbered, links resolved, nothing left to look up. */
export interface PreparedBlock {
  _type: 'block'
  _key: string
  /** Set for a heading. */
  heading: Heading | null
  /** Set for an item of a list, with its depth from 1. */
  listItem: 'bullet' | 'number' | null
  level: number
  children: (PreparedSpan | PreparedCitation)[]
  markDefs: PreparedLink[]
  /** For `data-sanity`, in the preview. */
  edit?: string | undefined
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
  id: string
  text: string
  /** Never deeper than one below the heading before it. */
  level: 2 | 3
  /** Set for a numbered heading: its place among them. */
  number: number | null
}

export interface PreparedTable {
  /** The id of the caption. */
  id: string
  caption: string
  /** The headings of the columns. */
  head: string[]
  rows: string[][]
  /** Whether the first cell of a row is its heading. */
  hasRowHeadings: boolean
}

/** A passage of text, or a thing of its own between passages; `at` is its path in the document. */
export type PreparedNode =
  | { kind: 'passage'; blocks: PreparedBlock[] }
  | {
      kind: 'callout'
      at: string
      tone: Callout['tone']
      heading: string
      level: HeadingLevel
      id: string
      blocks: PreparedBlock[]
    }
  | { kind: 'image'; at: string; image: Image }
  | { kind: 'table'; at: string; table: PreparedTable }
  | { kind: 'callToAction'; at: string; heading: string | null; level: HeadingLevel; id: string }
  | {
      kind: 'language'
      at: string
      language: Language
      level: HeadingLevel
      id: string
      blocks: PreparedBlock[]
      showNumber: boolean
    }

export interface PreparedText {
  nodes: PreparedNode[]
  /** Every heading of the text, in order. */
  headings: Heading[]
  edit: PrepareContext['edit']
}

export interface PrepareContext {
  sources: SourceRegister
  /** The path of a document's page, or null when there is none: the link is then plain text. */
  findPath(id: string): string | null
  /** Where an address that staff typed leads, or null when it is one of this site without a page: likewise. */
  findAddress(address: string): Pick<PreparedLink, 'href' | 'external'> | null
  /** The value of `data-sanity` for a field of the text’s document; undefined on patients’ pages. */
  edit(path: string): string | undefined
}

/** Makes an editor's text ready to render: pure, and in the order of the text, so that sources number themselves. */
export function prepareText(body: PortableText, context: PrepareContext): PreparedText {
  const ids = createIdRegister(body.flatMap(node => (node._type === 'languageBlock' ? [node.language] : [])))
  const headings: Heading[] = []
  const nodes: PreparedNode[] = []
  const levelBelow = (): HeadingLevel => {
    const above = headings.at(-1)?.level
    if (!above) return 2
    return above === 2 ? 3 : 4
  }
  for (const node of body) {
    const at = toItem('body', node)
    switch (node._type) {
      case 'block': {
        const block = prepareBlock(node, context, at)
        if (isBlank(block)) break
        block.heading = headingOf(node, block, headings, ids.heading)
        if (block.heading) headings.push(block.heading)
        appendToPassage(nodes, block)
        break
      }
      case 'callout': {
        const { tone, heading, text } = node
        const blocks = prepareSimpleText(text, context, `${at}.text`)
        const id = ids.box('note', heading)
        nodes.push({ kind: 'callout', at, tone, heading, level: levelBelow(), id, blocks })
        break
      }
      case 'captionedTable': {
        const { caption, hasRowHeadings, rows } = node
        const [head = [], ...rest] = rows.map(({ cells }) => cells.map(clean))
        const id = ids.box('table', caption)
        nodes.push({
          kind: 'table',
          at,
          table: { id, caption, head, rows: rest, hasRowHeadings: Boolean(hasRowHeadings) },
        })
        break
      }
      case 'callToAction':
        nodes.push({
          kind: 'callToAction',
          at,
          heading: node.heading,
          level: levelBelow(),
          id: ids.box('contact'),
        })
        break
      case 'languageBlock': {
        const { language, text, showNumber } = node
        const blocks = prepareSimpleText(text, context, `${at}.text`)
        const id = languageId(language)
        nodes.push({
          kind: 'language',
          at,
          language,
          level: levelBelow(),
          id,
          blocks,
          showNumber: Boolean(showNumber),
        })
        break
      }
      case 'imageWithAlt':
        nodes.push({ kind: 'image', at, image: node })
    }
  }
  return { nodes, headings, edit: context.edit }
}

/** The questions of a service, each with its answer. */
export function prepareQuestions({ questions }: Pick<Service, 'questions'>, context: PrepareContext) {
  return (questions ?? []).map(item => {
    const at = toItem('questions', item)
    const { question, answer } = item
    return {
      question,
      answer: prepareSimpleText(answer, context, `${at}.answer`),
      edit: context.edit(`${at}.question`),
    }
  })
}

/** The text of an answer or a callout: paragraphs, lists and links. */
function prepareSimpleText(text: SimpleText, context: PrepareContext, at: string): PreparedBlock[] {
  return text.map(block => prepareBlock(block, context, toItem(at, block))).filter(block => !isBlank(block))
}

/** The path of an item in the list at a path. */
function toItem(at: string, { _key }: { _key: string }): string {
  return `${at}[_key=="${_key}"]`
}

/** The words of a prepared text without its marks: for search engines. */
export function plainText(blocks: readonly PreparedBlock[]): string {
  return blocks.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
}

type Block = TextBlock | SimpleText[number]

function prepareBlock(block: Block, context: PrepareContext, at: string): PreparedBlock {
  const { sources, findPath, findAddress, edit } = context
  const markDefs = (block.markDefs ?? []).flatMap((mark): PreparedLink[] => {
    if (mark._type === 'externalLink') {
      const found = findAddress(mark.href)
      return found ? [{ _type: 'link', _key: mark._key, ...found }] : []
    }
    const href = findPath(mark.target._ref)
    return href ? [{ _type: 'link', _key: mark._key, href, external: false }] : []
  })
  const cite = (child: Extract<Block['children'][number], { _type: 'citation' }>) =>
    sources.cite(child, edit(`${toItem(`${at}.children`, child)}.title`))
  const children = block.children.map((child): PreparedSpan | PreparedCitation =>
    child._type === 'span' ? prepareSpan(child) : { _type: 'citation', _key: child._key, ...cite(child) },
  )
  const { listItem, level, _key } = block
  const [first] = block.children
  return {
    _type: 'block',
    _key,
    heading: null,
    listItem,
    level: level ?? 1,
    children,
    markDefs,
    edit: first && edit(`${toItem(`${at}.children`, first)}.text`),
  }
}

/** A span without a letter has no marks either: editors leave such links behind. */
function prepareSpan({
  _key,
  text,
  marks,
}: Extract<Block['children'][number], { _type: 'span' }>): PreparedSpan {
  const cleaned = clean(text)
  return { _type: 'span', _key, text: cleaned, marks: cleaned === '' ? [] : (marks ?? []) }
}

/** Levels never skip one: a small heading without a heading above it becomes one itself. An item of a list is none. */
function headingOf(
  { style, listItem }: TextBlock,
  block: PreparedBlock,
  before: readonly Heading[],
  idOf: (words: string) => string,
): Heading | null {
  if (listItem || style === null || style === 'normal') return null
  const text = plainText([block])
  const numbered = before.findLast(({ number }) => number !== null)?.number ?? 0
  return {
    id: idOf(text),
    text,
    level: style === 'h3' && before.length > 0 ? 3 : 2,
    number: style === 'numberedHeading' ? numbered + 1 : null,
  }
}

function appendToPassage(nodes: PreparedNode[], block: PreparedBlock): void {
  const last = nodes.at(-1)
  if (last?.kind === 'passage') last.blocks.push(block)
  else nodes.push({ kind: 'passage', blocks: [block] })
}

/** Line breaks by other names, which pasted text brings along. */
const otherBreaks = /\r\n?|[\v\u2028\u2029]/g

/** Letters that are none, and that HTML does not allow. */
const controls = /[^\P{Cc}\t\n]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** What nearly all text is: nothing of the above. */
const usual = /^[\n -~\u00a0-\u024f\u2010-\u2027]*$/

function clean(text: string): string {
  if (usual.test(text)) return text
  return text.replace(otherBreaks, '\n').replace(controls, '')
}

function isBlank(block: PreparedBlock): boolean {
  return block.children.every(child => child._type === 'span' && child.text.trim() === '')
}

/** The words of a block as they stand there, without their marks. */
export function textOf({ children }: PreparedBlock): string {
  return children.map(child => (child._type === 'span' ? child.text : '')).join('')
}
