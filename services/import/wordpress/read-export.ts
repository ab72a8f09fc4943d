import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { ImportError } from '../import-error.ts'
import type { Item, WordPressExport } from './export.ts'

/** Control characters, which XML forbids and old plugins leave in texts; tab and line breaks are allowed. */
const forbidden = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu

/** Limits of bytes and of elements, since a whole export is kept in memory. */
const mostBytes = 512 * 1024 * 1024
const mostPieces = 2_000_000
const deepest = 100

/** Limits of fields in characters, by the name of the element. */
const longest: Readonly<Record<string, number>> = {
  'content:encoded': 1_000_000,
  'excerpt:encoded': 20_000,
  'wp:meta_value': 100_000,
}
const longestField = 4000

/**
 * Reads an export as a stream: only a piece of the file is in memory beside the result.
 * @param onRead Called with the bytes read and their total.
 * @throws ImportError if there is no such file, or it is no export, with the line at which it breaks.
 */
export async function readExport(
  file: string,
  onRead: (bytes: number, total: number) => void = () => undefined,
): Promise<WordPressExport> {
  const total = await getSize(file)
  const parser = new SaxesParser({ position: true, xmlns: false })
  const collector = new Collector(file)
  parser.on('error', error => {
    const [, line = String(parser.line), reason = error.message] =
      /^(\d+):\d+: (.*)$/s.exec(error.message) ?? []
    throw collector.isBegun
      ? new ImportError(
          `${file} breaks off being XML at line ${line}: ${reason.replace(/\.$/, '')}. Export the website again (Tools, Export, All content); if it breaks at the same place, mend that line.`,
        )
      : notXml(file)
  })
  parser.on('opentag', tag => collector.open(tag))
  parser.on('text', text => collector.text(text))
  parser.on('cdata', text => collector.text(text))
  parser.on('closetag', tag => collector.close(tag))
  let read = 0
  let isFirst = true
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    let text = String(chunk)
    read += Buffer.byteLength(text)
    if (isFirst) text = text.replace(/^[\ufeff\s]+/, '')
    if (isFirst && !text.startsWith('<')) throw notXml(file)
    isFirst = false
    parser.write(text.replace(forbidden, () => collector.forbid()))
    onRead(read, total)
  }
  if (isFirst) throw notXml(file)
  parser.close()
  return collector.finish()
}

async function getSize(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new ImportError(`${file} cannot be read. Check the name of the export.`, { cause })
  })
  if (found.size > mostBytes) throw tooLarge(file)
  if (!found.isFile()) throw new ImportError(`${file} is a folder. Name the file of the export in it.`)
  return found.size
}

function tooLarge(file: string): ImportError {
  return new ImportError(
    `${file} is larger than the import reads: ${mostBytes / 1024 / 1024} MB, ${mostPieces} elements, ${deepest} of them in each other. In WordPress, export posts and pages by year or by author, and import one file after the other.`,
  )
}

function notXml(file: string): ImportError {
  return new ImportError(
    `${file} is not an XML file. In WordPress, choose Tools, Export, All content, and name the file that is downloaded (unpack it if it is a zip).`,
  )
}

/** Collects an export from its elements: `rss > channel`, and in it authors, terms and items. */
class Collector {
  readonly #file: string
  readonly #found: WordPressExport = {
    title: '',
    url: '',
    version: '',
    authors: [],
    termDescriptions: [],
    items: [],
    forbiddenCharacters: 0,
  }
  /** The names of the open elements, from the outermost. */
  readonly #path: string[] = []
  /** The text of the element that is open. */
  #text: string[] = []
  /** The fields so far of the open item, author, term or custom field. */
  #fields = new Map<string, string>()
  #inner = new Map<string, string>()
  #item = newItem()
  #term = { domain: '', slug: '' }
  /** Elements so far. */
  #pieces = 0

  constructor(file: string) {
    this.#file = file
  }

  get isBegun(): boolean {
    return this.#path.length > 0 || this.#found.items.length > 0
  }

  forbid(): string {
    this.#found.forbiddenCharacters++
    return ''
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.#pieces += 1
    if (this.#pieces > mostPieces || this.#path.length > deepest) throw tooLarge(this.#file)
    if (this.#path.length === 0 && name !== 'rss') throw notAnExport(this.#file, `it begins with <${name}>`)
    this.#path.push(name)
    this.#text = []
    if (this.#path.length === 3) this.#fields = new Map()
    if (this.#path.length === 3 && name === 'item') this.#item = newItem()
    if (this.#path.length === 4) this.#inner = new Map()
    if (this.#path.length === 4 && name === 'category') {
      const [domain = '', slug = ''] = [attributes.domain, attributes.nicename]
      this.#term = { domain: domain.slice(0, longestField), slug: slug.slice(0, longestField) }
    }
  }

  text(text: string): void {
    this.#text.push(text)
  }

  close({ name }: SaxesTagPlain): void {
    const value = this.#clip(name, this.#text.join(''))
    const depth = this.#path.length
    this.#path.pop()
    this.#text = []
    if (depth === 3) this.#closeOfChannel(name, value)
    else if (depth === 4) this.#closeOfItem(name, value)
    else if (depth === 5) this.#inner.set(name, value)
  }

  finish(): WordPressExport {
    if (!this.#found.version) {
      throw notAnExport(this.#file, 'it is a feed or the like, and says nowhere wp:wxr_version')
    }
    return this.#found
  }

  /** Cuts a value that is longer than its field may be. */
  #clip(name: string, value: string): string {
    const most = longest[name] ?? longestField
    if (value.length <= most) return value
    if (this.#item.cut.length < 20) this.#item.cut.push(`${name}: ${value.length} characters`)
    return value.slice(0, most)
  }

  #closeOfChannel(name: string, value: string): void {
    const field = (key: string) => this.#fields.get(key)?.trim() ?? ''
    const found = this.#found
    if (name === 'title') found.title = value.trim()
    else if (name === 'link') found.url ||= value.trim()
    else if (name === 'wp:base_blog_url') found.url = value.trim() || found.url
    else if (name === 'wp:wxr_version') found.version = value.trim()
    else if (name === 'wp:author') {
      const login = field('wp:author_login')
      const full = `${field('wp:author_first_name')} ${field('wp:author_last_name')}`.trim()
      found.authors.push({ login, name: field('wp:author_display_name') || full || login })
    } else if (name === 'wp:category' || name === 'wp:tag' || name === 'wp:term') {
      const term = field('wp:cat_name') || field('wp:tag_name') || field('wp:term_name')
      const description =
        field('wp:category_description') || field('wp:tag_description') || field('wp:term_description')
      if (description) found.termDescriptions.push({ name: term, description })
    } else if (name === 'item') {
      found.items.push(this.#item)
    }
  }

  #closeOfItem(name: string, value: string): void {
    this.#fields.set(name, value)
    const item = this.#item
    const field = itemFields[name]
    if (field) item[field] = name === 'content:encoded' || name === 'excerpt:encoded' ? value : value.trim()
    else if (name === 'wp:is_sticky') item.isSticky = value.trim() === '1'
    else if (name === 'category') item.terms.push({ ...this.#term, name: value.trim() })
    else if (name === 'wp:postmeta') {
      item.meta.push({
        key: this.#inner.get('wp:meta_key')?.trim() ?? '',
        value: this.#inner.get('wp:meta_value') ?? '',
      })
    } else if (name === 'wp:comment' && this.#inner.get('wp:comment_approved')?.trim() === '1')
      item.comments++
    // The date in UTC, except in drafts, where it is zeros and only the local date may be set.
    else if (name === 'wp:post_date_gmt' && !value.startsWith('0000')) item.date = value.trim()
    else if (name === 'wp:post_date' && !item.date) item.date = value.trim()
  }
}

type TextField =
  | 'id'
  | 'guid'
  | 'type'
  | 'status'
  | 'title'
  | 'link'
  | 'slug'
  | 'parent'
  | 'author'
  | 'content'
  | 'excerpt'
  | 'password'
  | 'attachmentUrl'

const itemFields: Readonly<Record<string, TextField>> = {
  'wp:post_id': 'id',
  'wp:post_type': 'type',
  'wp:status': 'status',
  'wp:post_name': 'slug',
  'wp:post_parent': 'parent',
  'wp:post_password': 'password',
  'wp:attachment_url': 'attachmentUrl',
  'dc:creator': 'author',
  'content:encoded': 'content',
  'excerpt:encoded': 'excerpt',
  guid: 'guid',
  title: 'title',
  link: 'link',
}

function newItem(): Item {
  return {
    id: '',
    guid: '',
    type: 'post',
    status: 'publish',
    title: '',
    link: '',
    slug: '',
    parent: '',
    author: '',
    date: '',
    content: '',
    excerpt: '',
    password: '',
    isSticky: false,
    terms: [],
    meta: [],
    comments: 0,
    cut: [],
    attachmentUrl: '',
  }
}

function notAnExport(file: string, why: string): ImportError {
  return new ImportError(
    `${file} is not a WordPress export: ${why}. In WordPress, choose Tools, Export, All content, and name the file that is downloaded.`,
  )
}
