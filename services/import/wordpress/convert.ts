import { createHash } from 'node:crypto'
import { documentTypeRows } from '#domain/document-types.ts'
import type { Block } from '#studio/pasting/to-blocks.ts'
import type { Finding } from '../findings.ts'
import { ComplexHtmlError, htmlToText } from '../parse-html.ts'
import {
  type Carried,
  findCarriedType,
  giveAddresses,
  OldAddresses,
  redirectsFor,
  toSlug,
  writtenSummary,
} from './addresses.ts'
import { closeCircles } from './circles.ts'
import { convertText, plainText, type TextTools } from './convert-text.ts'
import { draftReference, type ImportedDocument } from './document.ts'
import { findMeta, type Item, type WordPressExport } from './export.ts'
import { findingsOnFields } from './fields.ts'
import { Pictures, type WantedPicture } from './pictures.ts'

/** An imported document, and what was left out of it. */
export interface Result {
  document: ImportedDocument
  title: string
  oldUrl: string
  findings: Finding[]
}

/** A part of the export that becomes no document. */
export interface LeftOut {
  title: string
  oldUrl: string
  type: string
  finding: Finding
}

export interface Conversion {
  results: Result[]
  leftOut: LeftOut[]
  pictures: WantedPicture[]
}

/** Limit of a text's JSON, in characters: its whole document must fit into a megabyte. */
const mostOfBody = 600_000

/** Limits of findings for one document, and of characters that each quotes. */
const mostFindings = 500
const mostWords = 5000

/** The default review interval, as in a new article. */
const reviewIntervalMonths = 12

/**
 * Converts an export into documents: drafts, and redirects, which do nothing until their page is published. The same
 * export gives the same documents with the same ids.
 */
export function convertExport(
  source: WordPressExport,
  options: { onConverted?(done: number, total: number): void },
): Conversion {
  const mark = `wp-${hash(plainAddress(source.url)).slice(0, 8)}`
  const idOf = ({ id, guid }: Item) => `${mark}-${/^\d+$/.test(id) ? id : hash(guid).slice(0, 12)}`
  const known = new Set<string>()
  const doubles: Item[] = []
  const texts = source.items.filter(item => {
    if (!findCarriedType(item) || isThrownAway(item.status)) return false
    const isDouble = known.has(idOf(item))
    if (isDouble) doubles.push(item)
    known.add(idOf(item))
    return !isDouble
  })
  const carried = giveAddresses(texts, idOf)
  const pictures = new Pictures(
    source.items.filter(({ type }) => type === 'attachment'),
    source.url,
  )
  const reusable = new Map(
    source.items.flatMap(item => (item.type === 'wp_block' ? [[item.id, item.content]] : [])),
  )
  const tools: TextTools = {
    siteUrl: source.url,
    addresses: new OldAddresses(source.url, carried),
    pictures,
    findReusable: id => reusable.get(id) ?? null,
    closesCircle: closeCircles(),
  }
  // Two logins with the same slug are two people.
  const personIdOf = (login: string) =>
    `${mark}-author-${toSlug(login) === login ? login : hash(login).slice(0, 12)}`
  const results = carried.map((each, index) => {
    options.onConverted?.(index + 1, carried.length)
    return convertItem(each, tools, personIdOf)
  })
  const { redirects, refused } = redirectsFor(carried)
  const resultOf = new Map(carried.map((each, index) => [each, results[index]]))
  for (const { from, target } of refused) {
    resultOf.get(target)?.findings.push({ kind: 'address', words: from })
  }
  return {
    results: [
      ...people(source, texts, personIdOf),
      ...results,
      ...redirects.map(each => redirect(each, mark)),
    ],
    leftOut: leftOut(source, pictures, doubles),
    pictures: [...pictures.wanted.values()],
  }
}

function convertItem(carried: Carried, tools: TextTools, personIdOf: (login: string) => string): Result {
  const { item, id, slug, type } = carried
  const findings: Finding[] = []
  const title = plainTitle(item, findings)
  const body = convertBody(carried, tools, findings)
  const texts = body.map(plainText).filter(text => text.trim())
  const first = texts.find(text => text.length >= 40) ?? texts[0] ?? ''
  const summary = toSummary(item, first, findings)
  findings.push(...findingsOnFields(carried, { isEmpty: body.length === 0 }))
  const image = featuredImage(item, tools, findings)
  const { picture, plural } = documentTypeRows[type]
  if (image && !picture)
    findings.push({ kind: 'featuredImage', words: `${plural} have no picture at their head.` })
  const written = {
    _id: `drafts.${id}`,
    ...(title && { title }),
    slug: { _type: 'slug' as const, current: slug },
    ...(summary && { summary }),
    ...(body.length > 0 && { body }),
    ...(image && picture && { image }),
  }
  const publishedAt = toInstant(item.date)
  if (type === 'article' && !publishedAt) findings.push({ kind: 'date', words: '' })
  const document = toDocument()
  return { document, title: title || item.link || id, oldUrl: item.link, findings: fewest(findings) }

  function toDocument(): ImportedDocument {
    if (type === 'page') return { ...written, _type: type, kind: 'page' }
    if (type !== 'article') return { ...written, _type: type }
    const topics = toTopics(item)
    return {
      ...written,
      _type: type,
      ...(publishedAt && { publishedAt }),
      ...(item.author && { author: draftReference(personIdOf(item.author), 'person') }),
      reviewIntervalMonths,
      ...(topics.length > 0 && { topics }),
    }
  }
}

/** The text of a post or page; none if it is larger than a document may be, or than anybody wrote by hand. */
function convertBody(carried: Carried, tools: TextTools, findings: Finding[]): Block[] {
  const { content, cut } = carried.item
  findings.push(...cut.map((words): Finding => ({ kind: 'cut', words })))
  try {
    const body = convertText(carried, tools, findings)
    if (JSON.stringify(body).length <= mostOfBody) return body
    findings.push({ kind: 'tooLong', words: `${content.length} characters` })
  } catch (error) {
    if (!(error instanceof ComplexHtmlError)) throw error
    findings.push({ kind: 'tooComplex', words: error.message })
  }
  return []
}

/** A document's findings, limited so that all reports fit into memory. */
function fewest(findings: readonly Finding[]): Finding[] {
  const kept = findings.slice(0, mostFindings).map(({ kind, words }): Finding => {
    return { kind, words: words.length > mostWords ? `${words.slice(0, mostWords)} …` : words }
  })
  const rest = findings.length - kept.length
  return rest > 0 ? [...kept, { kind: 'more', words: `${rest}` }] : kept
}

function plainTitle(item: Item, findings: Finding[]): string {
  const title = htmlToText(item.title)
  if (/<[a-z]/i.test(item.title)) findings.push({ kind: 'titleMarks', words: item.title })
  if (!title) findings.push({ kind: 'noTitle', words: '' })
  return title
}

/** The excerpt, else the beginning of the text up to the end of a sentence. */
function toSummary(item: Item, first: string, findings: Finding[]): string {
  const written = htmlToText(writtenSummary(item))
  if (written) return written
  const start = first.replace(/\s+/g, ' ').trim()
  if (!start) {
    findings.push({ kind: 'noSummary', words: '' })
    return ''
  }
  const cut =
    /^.{40,220}?[.!?…](?=\s|$)/u.exec(start)?.[0] ??
    (start.length > 220 ? `${start.slice(0, 200).replace(/\s+\S*$/, '')} …` : start)
  findings.push({ kind: 'summary', words: cut })
  return cut
}

function featuredImage(item: Item, { pictures }: TextTools, findings: Finding[]) {
  const id = findMeta(item, '_thumbnail_id')
  if (!id) return null
  const picture = pictures.featured(id, findings)
  if (!picture) findings.push({ kind: 'featuredImage', words: `picture ${id}` })
  return picture
}

/** Categories and tags, without duplicates in any spelling. */
function toTopics({ terms }: Item): string[] {
  const names = terms
    .filter(
      ({ domain, slug }) => (domain === 'category' && slug !== 'uncategorized') || domain === 'post_tag',
    )
    .map(({ name }) => htmlToText(name))
  const known = new Set([''])
  return names.filter(name => {
    const isNew = !known.has(name.toLowerCase())
    known.add(name.toLowerCase())
    return isNew
  })
}

function toInstant(date: string): string | null {
  const iso = `${date.replace(' ', 'T')}Z`
  return /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(iso) && Number.isFinite(Date.parse(iso))
    ? new Date(iso).toISOString()
    : null
}

/** The authors of imported posts. */
function people(source: WordPressExport, texts: readonly Item[], idOf: (login: string) => string): Result[] {
  const writers = new Set(texts.filter(({ type }) => type === 'post').map(({ author }) => author))
  writers.delete('')
  const names = new Map(source.authors.toReversed().map(({ login, name }) => [login, name]))
  return [...writers].map(login => {
    const name = names.get(login) ?? login
    return {
      document: {
        _id: `drafts.${idOf(login)}`,
        _type: 'person',
        name,
        slug: {
          _type: 'slug',
          current: toSlug(name) || toSlug(login) || `author-${hash(login).slice(0, 8)}`,
        },
        order: 100,
      },
      title: name,
      oldUrl: '',
      findings: [{ kind: 'author', words: name }],
    }
  })
}

function redirect({ from, target }: { from: string; target: Carried }, mark: string): Result {
  return {
    document: {
      _id: `${mark}-from-${hash(from).slice(0, 12)}`,
      _type: 'redirect',
      from,
      outcome: 'moved',
      target: draftReference(target.id, target.type),
    },
    title: from,
    oldUrl: target.item.link,
    findings: [],
  }
}

function leftOut(source: WordPressExport, pictures: Pictures, doubles: readonly Item[]): LeftOut[] {
  const of = (item: Item, kind: Finding['kind'], words: string): LeftOut => ({
    title: htmlToText(item.title) || item.slug || item.id,
    oldUrl: item.attachmentUrl || item.link,
    type: item.type,
    finding: { kind, words },
  })
  const site = (type: string, finding: Finding, title: string): LeftOut => ({
    title,
    oldUrl: source.url,
    type,
    finding,
  })
  const others = source.items.flatMap(item => {
    const { status, type } = item
    if (type === 'attachment') return []
    if (findCarriedType(item)) return isThrownAway(status) ? [of(item, 'trash', wordsIn(item))] : []
    if (type === 'nav_menu_item' || type === 'wp_navigation') return [of(item, 'menu', wordsIn(item))]
    return type === 'wp_block' ? [] : [of(item, 'customType', wordsIn(item))]
  })
  return [
    ...doubles.map(item => of(item, 'double', wordsIn(item))),
    ...others,
    ...pictures.unshown.map(item => of(item, 'mediaOnly', wordsIn(item))),
    ...pictures.shown.filter(wordsIn).map(item => of(item, 'pictureText', wordsIn(item))),
    ...source.termDescriptions.map(({ name, description }) =>
      site('category or tag', { kind: 'categoryText', words: htmlToText(description) }, name),
    ),
    ...(source.forbiddenCharacters > 0
      ? [
          site(
            'export',
            { kind: 'characters', words: `${source.forbiddenCharacters} characters` },
            source.title,
          ),
        ]
      : []),
  ]
}

function wordsIn({ content, excerpt }: Item): string {
  return [content, excerpt]
    .map(html => htmlToText(html))
    .filter(Boolean)
    .join(' ')
    .slice(0, mostWords)
}

function isThrownAway(status: string): boolean {
  return status === 'trash' || status === 'auto-draft'
}

function plainAddress(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/(?<!\/)\/+$/, '')
    .toLowerCase()
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
