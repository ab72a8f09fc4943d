import { type Language, languageId } from '#domain/languages.ts'
import { toSlug } from '#domain/slug.ts'

/**
 * Every id that the site itself gives to elements of a page. A heading of an editor keeps clear of all of them; a test
 * finds those that are missing here.
 */
export const ownIds: ReadonlySet<string> = new Set([
  'all-articles',
  'announcement',
  'articles',
  'call',
  'call-or-text',
  'conditions',
  'contact-other',
  'contact-us',
  'contents',
  'crisis',
  'crisis-heading',
  'footer-languages',
  'footer-more',
  'footer-social',
  'groups',
  'highlights',
  'home-team',
  'hours',
  'join',
  'main',
  'menu',
  'place',
  'questions',
  'related',
  'search',
  'search-ask',
  'search-count',
  'search-crisis',
  'search-crisis-heading',
  'search-everything',
  'search-field',
  'search-go',
  'search-hint',
  'search-list',
  'search-more',
  'search-note',
  'search-nothing',
  'search-nothing-heading',
  'search-results',
  'search-status',
  'services',
  'sources',
  'starts',
  'status',
  'texting',
  'topics',
  'visit',
])

/** How the ids begin that are counted or made from words: of sources, of the places that cite them, of boxes. */
const ownBeginnings = /^(?:cited|contact|note|source|table)-/

/** What an element of a text is called in the address bar: ids of one page, in the order of its text. */
export interface IdRegister {
  /** The id of a heading, from its words. */
  heading(words: string): string
  /** The id of a box, from its words or else its place among its kind. */
  box(kind: 'contact' | 'note' | 'table', words?: string): string
}

/** @param languages of the texts in other languages, whose ids are theirs: links lead there from every page. */
export function createIdRegister(languages: readonly Language[] = []): IdRegister {
  const taken = new Set<string>(languages.map(languageId))
  /** How often an id was asked for: where the search for a free one goes on. */
  const counts = new Map<string, number>()

  function take(id: string): string {
    let candidate = id
    let count = counts.get(id) ?? 1
    while (taken.has(candidate)) candidate = `${id}-${++count}`
    counts.set(id, count)
    taken.add(candidate)
    return candidate
  }

  return {
    heading(words) {
      const id = toId(words) || 'section'
      return take(ownIds.has(id) || ownBeginnings.test(id) ? `section-${id}` : id)
    },
    box: (kind, words = '') => take(`${kind}-${toId(words) || '1'}`),
  }
}

/** The most letters of an id; an address stays short enough to be sent. */
const longest = 60

function toId(words: string): string {
  return toSlug(words).slice(0, longest).replace(/-$/, '')
}
