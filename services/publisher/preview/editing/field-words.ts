import { z } from 'zod'
import { announcementSentence } from '../../../../src/clinic/announcements.ts'
import { pagePath } from '../../../../src/clinic/page-path.ts'
import { e164Pattern } from '../../../../src/clinic/vocabulary.ts'

/** Words that a page may show, and the field of a document where they are written. */
export type FieldWords = {
  /** The published id. */
  readonly id: string
  readonly type: string
  /** As the Studio writes it: `body[_key=="a"].children[_key=="b"].text`. */
  readonly path: string
  readonly text: string
  /** Whether a reader sees the words, or they are where a link leads, or what stands for a picture. */
  readonly kind: 'words' | 'link' | 'picture'
  /** The path of the document's own page; null when it has none. */
  readonly page: string | null
}

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
  _type: z.enum(['article', 'service', 'page']),
  slug: z.object({ current: z.string() }),
})
const spoken = z.object({
  kind: z.enum(['groupStart', 'notice', 'closure']).catch('notice'),
  message: z.string().nullable().catch(null),
  startDate: z.string().nullable().catch(null),
  cancelledUntil: z.string().nullable().catch(null),
  serviceTitle: z.string().nullable().catch(null),
})

type Found = Pick<FieldWords, 'path' | 'text' | 'kind'>

/** All words of a document, each with its field. A draft may be anything: what cannot be read is left out. */
export function fieldWords(given: unknown): FieldWords[] {
  const { data: document } = someDocument.safeParse(given)
  if (!document) return []
  const id = document._id.replace(/^drafts\./, '')
  const own = slugged.safeParse(document).data
  const page = own ? pagePath(own._type, own.slug.current) : null
  const { serviceTitle: _, ...fields } = document
  const found = [...wordsOf(fields, ''), ...(document._type === 'announcement' ? sentence(document) : [])]
  return found.map(each => ({ id, type: document._type, ...each, page }))
}

/** What the bar says of an announcement with no sentence of its own. */
function sentence(document: unknown): Found[] {
  const { data: announcement } = spoken.safeParse(document)
  if (!announcement) return []
  try {
    const text = announcementSentence(announcement, announcement.serviceTitle)
    return [{ path: announcement.message ? 'message' : 'startDate', text, kind: 'words' }]
  } catch {
    return []
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
  if (paragraph) return paragraphAt(paragraph.children, path)
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
