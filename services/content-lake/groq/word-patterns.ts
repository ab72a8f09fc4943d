import { fitsGlob } from './glob.ts'
import { charge } from './query-budget.ts'

/*
 * Words as GROQ's `match` splits and compares them, by the rules of groq-js, which does not export them.
 */

const wordCharacters = /([^!@#$%^&*(),\\/?";:{}|[\]+<>\s-])+/g
const patternCharacters = /([^!@#$%^&(),\\/?";:{}|[\]+<>\s-])+/g
/** Dots next to a letter. Written so that a run of dots is scanned only once. */
const dotsAtEdges = /(?<=\w)\.+|(?<!\.)\.+(?=\w)/g
const longestPattern = 1024

export function splitWords(text: string): readonly string[] {
  return text.replace(dotsAtEdges, '').match(wordCharacters) ?? []
}

/** A pattern as the codes of its letters, in upper case; `any` is one letter of any kind, `null` any letters or none. */
export type LetterPattern = readonly (number | null)[]

const any = -1

/** Splits a search into patterns: words in any case, where `*` is any letters and `.` one letter. */
export function parsePatterns(text: string): readonly LetterPattern[] {
  const terms = text.replace(dotsAtEdges, '').match(patternCharacters) ?? []
  return terms.map(term =>
    Array.from({ length: Math.min(term.length, longestPattern) }, (_, i) => partAt(term, i)),
  )
}

export function fitsPattern(pattern: LetterPattern, word: string): boolean {
  return fitsGlob(
    pattern,
    word.length,
    (part, index) => part === any || part === upper(word.charCodeAt(index)),
  )
}

function partAt(term: string, index: number): number | null {
  const letter = term[index]
  if (letter === '*') return null
  return letter === '.' ? any : upper(term.charCodeAt(index))
}

/** Upper case like in regular expressions (ECMAScript, Canonicalize): always one letter, and never from outside ASCII into it. */
function upper(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code
  const letter = String.fromCharCode(code).toUpperCase()
  const changed = letter.charCodeAt(0)
  return letter.length === 1 && changed >= 128 ? changed : code
}

/** The words of a text: each word's number in a vocabulary, followed by its count. */
export type WordCounts = Uint32Array

/** Numbers words, so that long texts are stored and searched as numbers. It only grows. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #words: string[] = []

  count(text: string): WordCounts {
    const counts = new Map<number, number>()
    for (const word of splitWords(text)) {
      const number = this.#numberOf(word)
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    const list = new Uint32Array(counts.size * 2)
    let index = 0
    for (const [number, count] of counts) {
      list[index] = number
      list[index + 1] = count
      index += 2
    }
    return list
  }

  wordAt(number: number): string {
    return this.#words[number] ?? ''
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const number = this.#words.length
    this.#words.push(word)
    this.#numbers.set(word, number)
    return number
  }
}

/** A pattern that is matched with each word of the vocabulary at most once. */
export class WordPattern {
  readonly #pattern: LetterPattern
  readonly #vocabulary: Vocabulary
  readonly #tried: (boolean | undefined)[] = []

  constructor(pattern: LetterPattern, vocabulary: Vocabulary) {
    this.#pattern = pattern
    this.#vocabulary = vocabulary
  }

  fits(word: string): boolean {
    return fitsPattern(this.#pattern, word)
  }

  /** How often matching words occur; stops at 1 with `isOneEnough`. */
  frequency(counts: WordCounts, isOneEnough: boolean): number {
    let found = 0
    for (let index = 0; index < counts.length; index += 2) {
      if (!this.#fitsNumber(counts[index] ?? 0)) continue
      if (isOneEnough) return 1
      found += counts[index + 1] ?? 0
    }
    return found
  }

  #fitsNumber(number: number): boolean {
    const known = this.#tried[number]
    if (known !== undefined) return known
    const fits = this.fits(this.#vocabulary.wordAt(number))
    charge(1)
    this.#tried[number] = fits
    return fits
  }
}
