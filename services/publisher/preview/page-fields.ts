import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { walkHtml } from '#publisher/checks/html-walk.ts'
import type { FieldWords, Renderer } from '#renderer/contract.ts'
import { plainWords } from './overlay/plain-words.js'

/**
 * The documents that a page may show: all of the types with few documents, and the articles that it links to. Long texts
 * only of the page's own document. Drafts and published versions: a draft that is held back shows the published one.
 */
export const shownQuery = `*[
  !(_id in path("versions.**")) && (
    _type in ["siteSettings", "homePage", "person", "service", "page", "announcement"] ||
    (_type == "article" && slug.current in $slugs)
  )
]{
  ...,
  "body": select(slug.current == $slug => body),
  "questions": select(slug.current == $slug => questions),
  "sources": select(slug.current == $slug => sources),
  "serviceTitle": service->title
}`

const stored = z.looseObject({ _id: z.string(), timeZone: z.string().optional().catch(undefined) })

/** Shorter texts, in characters, are too common to identify a field. */
const fewestCharacters = 2

/** Finds the fields whose text is on the page at `path`, rendered as `html`. */
export async function findPageFields(
  client: SanityClient,
  { fieldWords }: Pick<Renderer, 'fieldWords'>,
  path: string,
  html: string,
): Promise<FieldWords[]> {
  const page = readPage(html)
  const slug = slugIn(path) ?? ''
  const slugs = [slug, ...page.links.flatMap(link => slugIn(link) ?? [])]
  const params = { slug, slugs: [...new Set(slugs)].filter(Boolean) }
  const documents = z
    .array(stored)
    .parse(await client.fetch(shownQuery, params, { perspective: 'raw', useCdn: false }))
  const published = new Set(documents.map(({ _id }) => _id).filter(id => !id.startsWith('drafts.')))
  const zone = documents.map(({ timeZone }) => timeZone).find(found => found !== undefined) ?? 'UTC'
  const isShown = ({ kind, text, pages, path: field }: FieldWords) => {
    // On other pages many articles share a topic.
    if (field.startsWith('topics') && !pages?.includes(path)) return false
    return kind === 'link' || kind === 'item'
      ? page.links.some(link => link.startsWith(text))
      : text.length >= fewestCharacters && page.words.includes(plainWords(text))
  }
  return withoutDuplicates(
    documents.flatMap(document => fieldWords(document, published, zone)).filter(isShown),
  )
}

/** A draft has most texts of its published version. */
function withoutDuplicates(fields: readonly FieldWords[]): FieldWords[] {
  return [...new Map(fields.map(field => [`${field.id} ${field.path} ${field.text}`, field])).values()]
}

function slugIn(path: string): string | null {
  return /([a-z0-9-]+)\/(?:[?#].*)?$/.exec(path)?.[1] ?? null
}

/** A page's text, alternative texts included, and its links. */
function readPage(html: string): { words: string; links: string[] } {
  let words = ''
  const links: string[] = []
  const silent = new Set(['script', 'style', 'title'])
  walkHtml(html, {
    text(text, { name }) {
      if (!silent.has(name)) words += text
    },
    element(element) {
      const href = element.attribute('href')
      if (href) links.push(href)
      const alt = element.attribute('alt')
      if (alt) words += ` ${alt} `
    },
    comment() {},
  })
  return { words: plainWords(words), links: [...new Set(links)] }
}
