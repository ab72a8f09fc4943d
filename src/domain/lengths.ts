/*
 * How long every text, and how many items every list, of the content may be. Generous: nobody who writes for patients
 * meets them, and what is within them the site draws, searches and checks in a bounded time.
 * Characters are counted as forms and JavaScript count them, in UTF-16 units.
 */

interface Kind {
  readonly most: number
  /** What staff call it, in “Shorten … to at most 200 characters.” */
  readonly noun: string
}

/** The greatest length of a text of each kind, in characters. */
const texts = {
  name: { most: 120, noun: 'the name' },
  title: { most: 200, noun: 'the title' },
  heading: { most: 200, noun: 'the heading' },
  label: { most: 80, noun: 'these words' },
  term: { most: 100, noun: 'this entry' },
  sentence: { most: 500, noun: 'the sentence' },
  summary: { most: 1000, noun: 'the summary' },
  note: { most: 4000, noun: 'the text' },
  authors: { most: 1000, noun: 'the authors, for example with “et al.”,' },
  studyTitle: { most: 500, noun: 'the title of the study' },
  journal: { most: 300, noun: 'the name of the journal' },
  doi: { most: 250, noun: 'the DOI' },
  slug: { most: 96, noun: 'the address of the page' },
  path: { most: 300, noun: 'the old address' },
  address: { most: 2000, noun: 'the address' },
  cell: { most: 1000, noun: 'the words of this cell' },
  paragraph: { most: 10_000, noun: 'this paragraph' },
  passage: { most: 20_000, noun: 'the text' },
  body: { most: 100_000, noun: 'the text' },
} as const satisfies Record<string, Kind>

/** The greatest number of items of each kind. */
const items = {
  conditions: { most: 50, noun: 'conditions' },
  days: { most: 7, noun: 'days' },
  highlights: { most: 20, noun: 'highlights' },
  homeSections: { most: 6, noun: 'sections' },
  links: { most: 100, noun: 'links in a paragraph' },
  menu: { most: 9, noun: 'entries of the menu' },
  notices: { most: 30, noun: 'notices' },
  openingHours: { most: 30, noun: 'rows of opening hours' },
  otherPlaces: { most: 30, noun: 'other places' },
  places: { most: 31, noun: 'places' },
  passage: { most: 200, noun: 'paragraphs' },
  body: { most: 1000, noun: 'paragraphs, pictures and boxes' },
  questions: { most: 100, noun: 'questions' },
  related: { most: 50, noun: 'related pages' },
  socialLinks: { most: 20, noun: 'links to social media' },
  sources: { most: 300, noun: 'sources' },
  spans: { most: 200, noun: 'differently marked pieces in a paragraph' },
  specialHours: { most: 60, noun: 'days that differ' },
  tableColumns: { most: 20, noun: 'columns' },
  tableRows: { most: 200, noun: 'rows' },
  topics: { most: 30, noun: 'topics' },
} as const satisfies Record<string, Kind>

export type TextKind = keyof typeof texts
export type ItemKind = keyof typeof items

/** The most characters that a text of a kind may have. */
export function longest(kind: TextKind): number {
  return texts[kind].most
}

/** The most items that a list of a kind may have. */
export function most(kind: ItemKind): number {
  return items[kind].most
}

/** What staff do about a text that is too long. */
export function tooLong(kind: TextKind): string {
  const { most: limit, noun } = texts[kind]
  return `Shorten ${noun} to at most ${inWords(limit)} characters.`
}

/** What staff do about a list that is too long. */
export function tooMany(kind: ItemKind): string {
  const { most: limit, noun } = items[kind]
  return `Keep at most ${inWords(limit)} ${noun}.`
}

/** The most days that a list of days that differ may name, all rows together. */
export const mostSpecialDays = 1000

/** The places that staff give documents in lists: any whole number of up to six digits. */
export const furthestPlace = 999_999

/** The years of publication that a source may have. */
export const sourceYears = { first: 1800, last: 2200 } as const

/** “300,000”: the same in every browser and on every server. */
function inWords(count: number): string {
  return count.toLocaleString('en-US')
}
