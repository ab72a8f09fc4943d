import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { walkHtml } from '#publisher/checks/html-walk.ts'
import type { FieldWords, Renderer } from '../renderer.ts'
import { plainWords } from './overlay/plain-words.js'

/**
 * What a page of the site may show: everything that is few, and the articles that it leads to. Of texts, those alone
 * that stand on the page itself. Both versions of a document are read: a draft that is held back shows the published one.
 */
const shownQuery = `*[
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

/** Words shorter than this are too common to say where they are from, in characters. */
const fewestCharacters = 2

/** Finds the fields whose words stand on the page at `path`, which came out as `html`. */
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
    // Elsewhere a topic is that of many articles.
    if (field.startsWith('topics') && !pages?.includes(path)) return false
    return kind === 'link' || kind === 'item'
      ? page.links.some(link => link.startsWith(text))
      : text.length >= fewestCharacters && page.words.includes(plainWords(text))
  }
  return withoutDuplicates(
    documents.flatMap(document => fieldWords(document, published, zone)).filter(isShown),
  )
}

/** A draft says most of what its published version says. */
function withoutDuplicates(fields: readonly FieldWords[]): FieldWords[] {
  return [...new Map(fields.map(field => [`${field.id} ${field.path} ${field.text}`, field])).values()]
}

function slugIn(path: string): string | null {
  return /([a-z0-9-]+)\/(?:[?#].*)?$/.exec(path)?.[1] ?? null
}

/** All words of a page, those that stand for a picture too, and where it leads. */
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
