import { placeDigits, type SearchBlock, type SearchPage } from './block-format.ts'
import { slipsBetween } from './distance.ts'
import { withWrittenPhrases, writtenFor } from './lay-words.ts'
import { isStopWord, splitWords, toStem } from './words.ts'

/** A page that was found, and why. */
export interface Hit {
  page: SearchPage
  /** Stems of the words that it was found by. */
  stems: ReadonlySet<string>
  /** Words of its text that it was found by, where title, summary and headings do not say them. */
  inText: readonly string[]
}

export interface Found {
  /** Best first. */
  hits: Hit[]
  /** Words that are on no page, and what was looked for in their place. */
  corrected: { typed: string; read: string }[]
}

export interface SearchIndex {
  add(block: SearchBlock): void
  find(query: string): Found
}

/** Some pages that have a word, and how much it says there. */
interface Posting {
  /** The number of the first page of its block. */
  base: number
  places: string
  weight: number
  /** As it is written there. */
  word: string
  /** Whether a result shows the place: in the text of a page it does not. */
  isShown: boolean
}

/** How much a word says of a page by where it is; a title’s share grows as the title gets shorter. */
const weights = { title: 5, shortTitle: 5, topic: 4, section: 3, summary: 2.5, text: 1 }

/** How far another word than the typed one counts. */
const qualities = { same: 1, written: 0.6, beginning: 0.75, slip: 0.5 }

/** Of the best result: what is worth less than this is no result. */
const leastShare = 0.12

export function createSearchIndex(): SearchIndex {
  const pages: SearchPage[] = []
  const postings = new Map<string, Posting[]>()

  function note(word: string, posting: Posting): void {
    const stem = toStem(word)
    const known = postings.get(stem)
    if (known) known.push(posting)
    else postings.set(stem, [posting])
  }

  function add({ pages: added, words }: SearchBlock): void {
    const base = pages.length
    for (const [place, page] of added.entries()) {
      pages.push(page)
      for (const [word, weight] of weighWords(page)) {
        note(word, { base, places: placeDigits.charAt(place), weight, word, isShown: true })
      }
    }
    for (const line of words.split('\n')) {
      const [word = '', places = ''] = line.split(' ')
      if (places) note(word, { base, places, weight: weights.text, word, isShown: false })
    }
  }

  /** The stems that a typed word means, with how far each counts. */
  function readingsOf(typed: string): { readings: Map<string, number>; corrected: string | null } {
    const stem = toStem(typed)
    const readings = new Map<string, number>()
    for (const other of writtenFor(stem)) {
      if (postings.has(other)) readings.set(other, qualities.written)
    }
    if (typed.length > 1) {
      for (const other of postings.keys()) {
        if (other !== stem && (other.startsWith(stem) || other.startsWith(typed))) {
          const share = stem.length / other.length
          readings.set(other, Math.max(readings.get(other) ?? 0, qualities.beginning * share))
        }
      }
    }
    if (postings.has(stem)) readings.set(stem, qualities.same)
    if (readings.size > 0) return { readings, corrected: null }
    const nearest = nearestTo(stem)
    for (const other of nearest) readings.set(other, qualities.slip)
    const [first = ''] = nearest
    return { readings, corrected: postings.get(first)?.[0]?.word ?? null }
  }

  /** The stems with the fewest slips, the most usual first. */
  function nearestTo(stem: string): string[] {
    let least = stem.length < 4 ? 0 : stem.length < 7 ? 1 : 2
    let nearest: string[] = []
    for (const other of postings.keys()) {
      const slips = slipsBetween(stem, other, least)
      if (slips > least || slips === 0) continue
      if (slips < least) nearest = []
      least = slips
      nearest.push(other)
    }
    return nearest.toSorted((a, b) => pagesWith(b) - pagesWith(a)).slice(0, 3)
  }

  function pagesWith(stem: string): number {
    return (postings.get(stem) ?? []).reduce((sum, { places }) => sum + places.length, 0)
  }

  /** What each page is worth for one typed word. */
  function weigh(readings: ReadonlyMap<string, number>): Map<number, Worth> {
    const worths = new Map<number, Worth>()
    for (const [stem, quality] of readings) {
      const rarity = Math.log(1 + pages.length / (1 + pagesWith(stem)))
      for (const { base, places, weight, word, isShown } of postings.get(stem) ?? []) {
        for (const digit of places) {
          const number = base + placeDigits.indexOf(digit)
          const worth = worths.get(number) ?? { best: 0, sum: 0, stems: [], words: [] }
          const score = quality * weight * rarity
          worth.best = Math.max(worth.best, score)
          worth.sum += score
          worth.stems.push(stem)
          if (!isShown) worth.words.push(word)
          worths.set(number, worth)
        }
      }
    }
    return worths
  }

  function find(query: string): Found {
    const typed = termsOf(query)
    const totals = new Map<number, { score: number; terms: number; stems: Set<string>; words: string[] }>()
    const corrected: Found['corrected'] = []
    for (const term of typed) {
      const reading = readingsOf(term)
      if (reading.corrected) corrected.push({ typed: term, read: reading.corrected })
      for (const [number, { best, sum, stems, words }] of weigh(reading.readings)) {
        const total = totals.get(number) ?? { score: 0, terms: 0, stems: new Set(), words: [] }
        // A page that says it in many places and ways is about it, but saying it once in the title weighs most.
        total.score += best + 0.15 * Math.min(sum - best, best)
        total.terms += 1
        for (const stem of stems) total.stems.add(stem)
        total.words.push(...words)
        totals.set(number, total)
      }
    }
    const ranked = [...totals]
      .map(([number, total]) => ({
        number,
        ...total,
        score: total.score * (total.terms / typed.length) ** 3,
      }))
      .toSorted((a, b) => b.score - a.score || a.number - b.number)
    const least = (ranked[0]?.score ?? 0) * leastShare
    const hits = ranked.flatMap(({ number, score, stems, words }) => {
      const page = pages[number]
      return page && score >= least ? [{ page, stems, inText: [...new Set(words)] }] : []
    })
    return { hits, corrected }
  }

  return { add, find }
}

interface Worth {
  best: number
  sum: number
  stems: string[]
  words: string[]
}

/** In characters. A link may bring more than anybody types, and every word is compared with all words of the site. */
const longestQuery = 300

/** The words of a query that are worth looking for; all of them where none is. */
function termsOf(query: string): string[] {
  const words = [...new Set(splitWords(withWrittenPhrases(query.slice(0, longestQuery))))]
  const telling = words.filter(word => !isStopWord(word))
  return telling.length > 0 ? telling : words
}

/** The words that a result shows, each with the most that it says. */
function weighWords({ title, summary, sections, topics }: SearchPage): Map<string, number> {
  const inTitle = splitWords(title)
  const parts: [words: string[], weight: number][] = [
    [inTitle, weights.title + weights.shortTitle / Math.max(1, inTitle.length)],
    [topics.flatMap(splitWords), weights.topic],
    [sections.flatMap(({ text }) => splitWords(text)), weights.section],
    [splitWords(summary), weights.summary],
  ]
  const weighed = new Map<string, number>()
  for (const [words, weight] of parts) {
    for (const word of words) {
      if ((words === inTitle || !isStopWord(word)) && !weighed.has(word)) weighed.set(word, weight)
    }
  }
  return weighed
}
