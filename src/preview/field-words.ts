import { z } from 'zod'
import { addressedTypes, pagePath } from '#domain/page-path.ts'
import { e164Pattern } from '#domain/vocabulary.ts'
import type { FieldWords } from '#renderer/preview-contract.ts'
import { derivedWords } from './derived-words.ts'

/** Fields whose values are no words of a reader's. */
const notWords = new Set([
  'slug',
  'asset',
  'hotspot',
  'crop',
  'marks',
  'listItem',
  'style',
  'kind',
  'urgency',
  'tone',
  'regulatoryStatus',
  'timeZone',
])

const someDocument = z.looseObject({ _id: z.string(), _type: z.string() })
const block = z.looseObject({
  _type: z.literal('block'),
  children: z.array(z.looseObject({ _key: z.string(), text: z.string().optional() })),
})
const keyed = z.looseObject({ _key: z.string() })
const slugged = z.object({
  _type: z.enum(addressedTypes),
  slug: z.object({ current: z.string() }),
})
export type Found = Pick<FieldWords, 'path' | 'text' | 'kind'>

/**
 * All words of a document, each with its field. A draft may be anything: what cannot be read is left out. `published`
 * holds the ids of all that is published; `zone` is the clinic's.
 */
export function fieldWords(given: unknown, published: ReadonlySet<string>, zone: string): FieldWords[] {
  const { data: document } = someDocument.safeParse(given)
  if (!document) return []
  const { _type: type, serviceTitle: _, ...fields } = document
  const id = document._id.replace(/^drafts\./, '')
  const common = { id, type, name: nameOf(document), isUnpublished: !published.has(id) }
  return [...wordsOf(fields, ''), ...derivedWords(document, zone)].map(found => ({
    ...common,
    ...found,
    pages: pagesOf(document, found.path),
  }))
}

function pagesOf(document: { _type: string; isGroup?: unknown }, path: string): readonly string[] | null {
  if (document._type === 'homePage') return ['/']
  const { data } = slugged.safeParse(document)
  if (!data) return null
  const own = pagePath(data._type, data.slug.current)
  return document.isGroup === true && path.startsWith('questions') ? [own, '/group-therapy/'] : [own]
}

/** What staff call a document, by its type, and by its kind where one type is for several. */
function nameOf({ _type, kind, isGroup }: { _type: string; kind?: unknown; isGroup?: unknown }): string {
  switch (_type) {
    case 'siteSettings':
      return 'the settings'
    case 'homePage':
      return 'the home page'
    case 'service':
      return isGroup === true ? 'this group' : 'this service'
    case 'announcement':
      return kind === 'groupStart' ? 'this group start' : `this ${kind === 'closure' ? 'closure' : 'notice'}`
    case 'page':
      return kind === 'notice' ? 'this notice' : 'this page'
    default:
      return `this ${_type}`
  }
}

function wordsOf(value: unknown, path: string): Found[] {
  if (typeof value === 'string') return stringAt(value, path)
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const { data } = keyed.safeParse(item)
      return wordsOf(item, `${path}[${data ? `_key=="${data._key}"` : index}]`)
    })
  }
  if (typeof value !== 'object' || value === null) return []
  const paragraph = block.safeParse(value).data
  if (paragraph) {
    const { children } = paragraph
    const inserted = children.filter(({ text }) => text === undefined)
    return [
      ...paragraphAt(children, path),
      ...inserted.flatMap(child => wordsOf(child, `${path}.children[_key=="${child._key}"]`)),
    ]
  }
  return Object.entries(value)
    .filter(([name]) => !name.startsWith('_') && !notWords.has(name))
    .flatMap(([name, inner]) => wordsOf(inner, path ? `${path}.${name}` : name))
}

function stringAt(text: string, path: string): Found[] {
  if (e164Pattern.test(text)) {
    const scheme = /text/i.test(path) ? 'sms' : 'tel'
    return [{ path, text: `${scheme}:${text}`, kind: 'link' }]
  }
  if (/^(?:https?|mailto):/.test(text)) return [{ path, text, kind: 'link' }]
  if (!/\p{L}/u.test(text)) return []
  return [{ path, text, kind: /(?:^|\.)alt$/.test(path) ? 'picture' : 'words' }]
}

/** A paragraph as a whole, and its longest piece: a page may put something between the pieces, as the number of a source. */
function paragraphAt(children: { _key: string; text?: string | undefined }[], path: string): Found[] {
  const [first] = children
  const whole = children.map(({ text = '' }) => text).join('')
  if (!first || !/\p{L}/u.test(whole)) return []
  const [longest] = children.toSorted((a, b) => (b.text ?? '').length - (a.text ?? '').length)
  const at = (key: string) => `${path}.children[_key=="${key}"].text`
  const pieces: Found[] = [{ path: at(first._key), text: whole, kind: 'words' }]
  if (longest?.text && longest.text !== whole)
    pieces.push({ path: at(longest._key), text: longest.text, kind: 'words' })
  return pieces
}
