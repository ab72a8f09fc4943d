import { fullName } from '#domain/full-name.ts'
import { englishName, inLanguage } from '#domain/languages.ts'
import { type PrepareContext, prepareText } from '#portable-text/prepare.ts'
import { createSourceRegister } from '#portable-text/sources.ts'
import { type DocumentHead, type KeptDocument, unpackText } from '#sanity/kept-document.ts'
import type { PortableText } from '#sanity/portable-text.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, isAddressed, toPath } from '#site/site.ts'
import type { PageKind, Words } from '#words/words.ts'
import { placeDigits, type SearchBlock, type SearchPage, shownText } from './block-format.ts'
import { isStopWord, splitWords, toStem } from './words.ts'

/** A page as it is found, before it is said in words what it is. */
type FoundPage = Omit<SearchPage, 'kind'> & { kind: PageKind }

/** A page with the words of its text that its own entry does not say. */
interface Entry {
  page: FoundPage
  /** In one text with a space between two: as thousands of lists they would be most of the memory. */
  words: string
}

/** A file of the index, of at most as many documents as a block holds, and of pages that are no document’s. */
export function makeBlock(
  documents: readonly KeptDocument[],
  kinds: Words['kinds'],
  fixedPages: readonly SearchPage[] = [],
): SearchBlock {
  const entries = [
    ...fixedPages.map(page => ({ page, words: '' })),
    ...documents.flatMap(doc => toEntry(doc, kinds) ?? []),
  ]
  const places = new Map<string, string>()
  for (const [index, { words }] of entries.entries()) {
    const digit = placeDigits.charAt(index)
    for (const word of words ? words.split(' ') : []) places.set(word, (places.get(word) ?? '') + digit)
  }
  const lines = [...places].map(([word, digits]) => `${word} ${digits}`)
  return { pages: entries.map(({ page }) => page), words: lines.sort().join('\n') }
}

function toEntry(document: KeptDocument, kinds: Words['kinds']) {
  const entry = entryOf(document)
  return entry && { ...entry, page: { ...entry.page, kind: kinds[entry.page.kind].one } }
}

/** Worked out once for each version of a document: its text is packed. Null for one that has no page. */
const entryOf = rememberEach(({ shown, content }: KeptDocument): Entry | null => {
  const text = shown && isAddressed(shown) && content ? unpackText(content) : []
  const page = shown && pageOf(shown, text)
  return page && { page, words: newWords([shown, text], page).join(' ') }
})

function pageOf(shown: DocumentHead, text: PortableText): FoundPage | null {
  switch (shown._type) {
    case 'article':
      return { ...cardOf(shown, text), kind: 'article', topics: shown.topics ?? [] }
    case 'service': {
      const { isGroup, conditions, questions } = shown
      const card = cardOf(shown, text)
      const asked = (questions ?? []).map(({ question }) => ({ text: question, id: 'questions' }))
      return {
        ...card,
        kind: isGroup ? 'group' : 'service',
        sections: [...card.sections, ...asked],
        topics: conditions ?? [],
      }
    }
    case 'person':
      return {
        path: `/team/#${shown.slug}`,
        title: fullName(shown),
        summary: shown.role,
        kind: 'person',
        sections: [],
        topics: [],
      }
    default: {
      if (!isAddressed(shown)) return null
      const isNotice = 'kind' in shown && shown.kind === 'notice'
      return { ...cardOf(shown, text), kind: isNotice ? 'notice' : shown._type, topics: [] }
    }
  }
}

function cardOf(
  head: Pick<Addressed, '_type' | 'slug' | 'title' | 'summary' | 'language'>,
  text: PortableText,
): Omit<SearchPage, 'kind' | 'topics'> {
  const { title, summary, language } = head
  const { headings, nodes } = prepareText(text, withoutLinks())
  const sections = headings.map(({ text, id }) => ({ text, id }))
  const inOthers = nodes.flatMap(node =>
    node.kind === 'language'
      ? [{ text: englishName(node.language), id: node.id, ...inLanguage(null, language) }]
      : [],
  )
  const path = toPath(head)
  return { path, title, summary, sections: [...sections, ...inOthers], ...inLanguage(language) }
}

/** Headings are called the same wherever links and sources lead. */
function withoutLinks(): PrepareContext {
  return {
    sources: createSourceRegister(),
    findPath: () => null,
    findAddress: () => null,
    edit: () => undefined,
  }
}

/** What is longer is no word that anybody looks for. */
const longestWord = 60

/** The words of a document, in the shortest of the forms that it uses, without those that its results show. */
function newWords(document: readonly unknown[], page: Omit<SearchPage, 'kind'>): string[] {
  const said = new Set(splitWords(shownText(page)).map(toStem))
  const words = new Map<string, string>()
  for (const word of new Set(splitWords(stringsOf(document).join(' ')))) {
    if (isStopWord(word) || word.length > longestWord) continue
    const stem = toStem(word)
    const known = words.get(stem)
    if (!said.has(stem) && (known === undefined || word.length < known.length)) words.set(stem, word)
  }
  return [...words.values()]
}

/** What is no text for readers: addresses, settings, and the sources of studies, which are not what a page is about. */
const unread: ReadonlySet<string> = new Set([
  'alt',
  'asset',
  'author',
  'doi',
  'href',
  'kind',
  'language',
  'lastConfirmed',
  'lastReviewed',
  'listItem',
  'marks',
  'photo',
  'publishedAt',
  'regulatoryStatus',
  'slug',
  'sources',
  'style',
  'tone',
  'url',
])

/** Sources, and texts in another language: their words are no English ones, so that a result names their language alone. */
const notIndexed: ReadonlySet<unknown> = new Set(['citation', 'languageBlock'])

/** Every string in a document that readers read, of whatever kinds of block its text is made; each is added to `found`. */
function stringsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value)
  else if (Array.isArray(value)) for (const item of value) stringsOf(item, found)
  else if (typeof value === 'object' && value !== null) {
    if ('_type' in value && notIndexed.has(value._type)) return found
    for (const [name, field] of Object.entries(value)) {
      if (!name.startsWith('_') && !unread.has(name)) stringsOf(field, found)
    }
  }
  return found
}
