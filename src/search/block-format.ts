import type { TextLanguage } from '#domain/languages.ts'

/**
 * A page as it can be found and as a result shows it; marked as HTML marks its words, where they are not in the language of
 * the site.
 */
export interface SearchPage extends TextLanguage {
  path: string
  title: string
  summary: string
  /** What it is, as results say it. */
  kind: string
  /** Its headings and questions, each with the id that a link leads to; marked where their language is not that of the page. */
  sections: ({ text: string; id: string } & TextLanguage)[]
  /** What else it is about: topics, conditions, words that it should be found by. */
  topics: string[]
}

/** A file of the index. Files hold at most as many pages as there are `placeDigits`. */
export interface SearchBlock {
  pages: SearchPage[]
  /**
   * The words of the pages' texts that are not said above, a line for each, in the order of the alphabet: the word, a
   * space, and a digit for each page that has it. “bladder 07” is in the first page and the eighth.
   */
  words: string
}

/** A page’s place in its block, in one character. */
export const placeDigits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_'

/** Where a block is, by its name. */
export function blockPath(name: string): string {
  return `/search/index/${name}.json`
}

/** The words of a page that its results show. */
export function shownText({ title, summary, topics, sections }: Omit<SearchPage, 'kind'>): string {
  return [title, summary, ...topics, ...sections.map(({ text }) => text)].join(' ')
}
