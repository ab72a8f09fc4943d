import type { Path } from 'sanity'
import { documentTypeRows, isDocumentType, typesWith } from '#domain/document-types.ts'
import { isLanguage, type Language } from '#domain/languages.ts'
import { longest, most } from '#domain/lengths.ts'
import { type Block, findLinks, getText, isSpan, type LinkedWords, readBlock } from './text/block.ts'
import { isObject, keyedObjects, wordsIn } from './text/values.ts'

/**
 * A piece of what staff write. `title` and `words` are plain fields, `label` is the words of a link in a field of its
 * own; `picture` carries its alternative text; `buttons` are the call and text buttons, which have no words here.
 */
export interface Passage {
  kind: 'title' | 'words' | 'label' | 'paragraph' | 'listItem' | 'heading' | 'picture' | 'buttons'
  /** Its place in the form. */
  path: Path
  text: string
  place: 'field' | 'highlight' | 'body' | 'callout' | 'language' | 'answer'
  block: Block | null
  /** 2 or 3 for a heading of the text. */
  level: number | null
  links: LinkedWords[]
  hasSource: boolean
  /** The item of the text after which another may be put, where there is one. */
  item: Path | null
  /** The caption of a picture. */
  caption: string
  /** Whether it is in the language of the site, which the rules know. */
  isEnglish: boolean
}

/** A part of the page below a heading, or a group of fields. */
export interface Section {
  title: string
  passages: Passage[]
}

/** Everything that a document says to patients, in reading order. */
export interface Writing {
  id: string
  type: string
  /** Of the document; null is that of the site. */
  language: Language | null
  sections: Section[]
  /** The keys of the items of the text. */
  keys: ReadonlySet<string>
}

/** The kinds of document that writing help reads. */
export const writtenTypes: readonly string[] = typesWith('writing')

/** Reads a document, published or draft; whatever is missing or half made is left out. */
export function readWriting(document: Record<string, unknown>): Writing {
  const language = isLanguage(document.language) ? document.language : null
  const sections = [
    { title: openingTitle(wordsIn(document._type)), passages: fieldsOf(document) },
    ...highlightsOf(document.highlights),
    ...bodySections(document.body),
    { title: 'Questions and answers', passages: questionsOf(document.questions) },
  ]
  return {
    id: wordsIn(document._id).replace(/^drafts\./, ''),
    type: wordsIn(document._type),
    language,
    sections: sections
      .filter(({ passages }) => passages.length > 0)
      .map(section => (language ? withoutEnglish(section) : section)),
    keys: new Set(keyedObjects(document.body).map(({ _key }) => _key)),
  }
}

function withoutEnglish({ title, passages }: Section): Section {
  return { title, passages: passages.map(each => ({ ...each, isEnglish: false })) }
}

function openingTitle(type: string): string {
  return (isDocumentType(type) && documentTypeRows[type].writing) || 'Title and summary'
}

function fieldsOf(document: Record<string, unknown>): Passage[] {
  return [
    ...field('title', ['title'], document.title),
    ...field('title', ['heading'], document.heading),
    ...field('words', ['summary'], document.summary),
    ...field('words', ['introduction'], document.introduction),
    ...field('words', ['message'], document.message),
    ...field('words', ['biography'], document.biography),
    ...field('words', ['regulatoryNote'], document.regulatoryNote),
    ...picture(['image'], document.image, 'field'),
    ...picture(['photo'], document.photo, 'field'),
    ...picture(['picture'], document.picture, 'field'),
    ...keyedObjects(document.sections).flatMap(({ _key, heading }) =>
      field('title', ['sections', { _key }, 'heading'], heading),
    ),
  ]
}

function highlightsOf(highlights: unknown): Section[] {
  return keyedObjects(highlights).map(highlight => {
    const path = ['highlights', { _key: highlight._key }]
    const shared = { place: 'highlight' as const, hasSource: isObject(highlight.citation) }
    const target = isObject(highlight.link) ? wordsIn(highlight.link._ref) : ''
    const label = wordsIn(highlight.linkLabel)
    const link = { words: label, start: 0, target: target || null, href: null }
    return {
      title: wordsIn(highlight.heading) || 'Highlight',
      passages: [
        ...field('title', [...path, 'heading'], highlight.heading, shared),
        ...field('words', [...path, 'text'], highlight.text, shared),
        ...field('label', [...path, 'linkLabel'], label, { ...shared, links: [link] }),
        ...(highlight.showCallToAction
          ? [passage({ kind: 'buttons', path: [...path, 'showCallToAction'] })]
          : []),
      ],
    }
  })
}

function bodySections(body: unknown): Section[] {
  const sections: Section[] = [{ title: 'Opening', passages: [] }]
  for (const item of keyedObjects(body).slice(0, most('body'))) {
    const passages = bodyPassages(item)
    const [first] = passages
    if (first?.kind === 'heading' && first.level === 2) sections.push({ title: first.text, passages: [] })
    sections.at(-1)?.passages.push(...passages)
  }
  return sections
}

function bodyPassages(item: Record<string, unknown> & { _key: string }): Passage[] {
  const path = ['body', { _key: item._key }]
  if (item._type === 'block') return fromBlock(item, path, 'body', path)
  if (item._type === 'imageWithAlt') return picture(path, item, 'body')
  if (item._type === 'callToAction') {
    const buttons = passage({ kind: 'buttons', path, place: 'body', item: path })
    return [buttons, ...field('title', [...path, 'heading'], item.heading)]
  }
  if (item._type === 'captionedTable') return tablePassages(item, path)
  if (item._type === 'languageBlock') {
    const words = blocksIn(item.text, [...path, 'text'], 'language', path)
    return words.map(each => ({ ...each, isEnglish: false }))
  }
  if (item._type !== 'callout') return []
  return [
    ...field('title', [...path, 'heading'], item.heading, { place: 'callout' }),
    ...blocksIn(item.text, [...path, 'text'], 'callout', path),
  ]
}

function tablePassages(item: Record<string, unknown>, path: Path): Passage[] {
  const place = { place: 'body' as const, item: path }
  const rows = isObject(item.grid) ? keyedObjects(item.grid.rows) : []
  return [
    ...field('title', [...path, 'caption'], item.caption, place),
    ...rows.flatMap(({ _key, cells }) =>
      (Array.isArray(cells) ? cells : []).flatMap((cell, index) =>
        field('title', [...path, 'grid', 'rows', { _key }, 'cells', index], cell, place),
      ),
    ),
  ]
}

function questionsOf(questions: unknown): Passage[] {
  return keyedObjects(questions).flatMap(item => {
    const path = ['questions', { _key: item._key }]
    return [
      ...field('title', [...path, 'question'], item.question, { place: 'answer' }),
      ...blocksIn(item.answer, [...path, 'answer'], 'answer', null),
    ]
  })
}

function blocksIn(text: unknown, path: Path, place: Passage['place'], item: Path | null): Passage[] {
  return keyedObjects(text).flatMap(block => fromBlock(block, [...path, { _key: block._key }], place, item))
}

function fromBlock(
  value: Record<string, unknown> & { _key: string },
  path: Path,
  place: Passage['place'],
  item: Path | null,
): Passage[] {
  const block = readBlock(value)
  const text = getText(block)
  if (!isReadable(text)) return []
  const hasSource = block.children.some(child => !isSpan(child) && child._type === 'citation')
  const isHeading = !block.listItem && block.style !== 'normal'
  const level = isHeading ? (block.style === 'h3' ? 3 : 2) : null
  const kind = isHeading ? 'heading' : block.listItem ? 'listItem' : 'paragraph'
  return [passage({ kind, path, text, place, block, level, links: findLinks(block), hasSource, item })]
}

function picture(path: Path, value: unknown, place: Passage['place']): Passage[] {
  if (!isObject(value) || !isReadable(wordsIn(value.alt))) return []
  const caption = wordsIn(value.caption)
  return [passage({ kind: 'picture', path: [...path, 'alt'], text: wordsIn(value.alt), place, caption })]
}

/** Of a text that the form marks as too long there is nothing else to say before it is shortened. */
function isReadable(text: string): boolean {
  return text.length <= longest('paragraph') && text.trim() !== ''
}

function field(kind: Passage['kind'], path: Path, value: unknown, rest: Partial<Passage> = {}): Passage[] {
  const text = wordsIn(value)
  return isReadable(text) ? [passage({ kind, path, text, ...rest })] : []
}

function passage(given: Pick<Passage, 'kind' | 'path'> & Partial<Passage>): Passage {
  const none = { text: '', place: 'field' as const, block: null, level: null, links: [], hasSource: false }
  return { ...none, item: null, caption: '', isEnglish: true, ...given }
}
