import { textField } from '../documents/document-text.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { findWordCounts } from '../documents/lazy-document.ts'
import type { EvaluationContext, Run, Scope } from './scope.ts'
import { parsePatterns, splitWords, type Vocabulary, type WordCounts, WordPattern } from './word-patterns.ts'

/** The left side of a match: words, and counted words of a whole document. */
interface Searched {
  words: readonly string[]
  counts: WordCounts | null
}

/** `left match right`: every pattern on the right matches some word on the left. */
export function match(node: JsonObject, compile: (node: unknown) => Run): Run {
  const { searchedIn, patternsIn } = sides(node, compile)
  return scope => {
    const patterns = patternsIn(scope)
    if (!patterns || patterns.length === 0) return false
    const searched = searchedIn(scope)
    return patterns.every(pattern => frequencyIn(searched, pattern, true) > 0)
  }
}

/** The score of `left match right` for `score()`: it grows with the number of matches, ever more slowly. */
export function matchScore(node: JsonObject, compile: (node: unknown) => Run): (scope: Scope) => number {
  const { searchedIn, patternsIn } = sides(node, compile)
  return scope => {
    const searched = searchedIn(scope)
    let score = 0
    for (const pattern of patternsIn(scope) ?? []) {
      const frequency = frequencyIn(searched, pattern, false)
      score += (frequency * 2.2) / (frequency + 1.2)
    }
    return score
  }
}

function sides(node: JsonObject, compile: (node: unknown) => Run) {
  return {
    searchedIn: isWholeText(node.left) ? wholeText : wordsIn(compile(node.left)),
    patternsIn: patternsFrom(compile(node.right)),
  }
}

function frequencyIn({ words, counts }: Searched, pattern: WordPattern, isOneEnough: boolean): number {
  const counted = counts ? pattern.frequency(counts, isOneEnough) : 0
  if (isOneEnough && counted > 0) return counted
  return words.reduce((sum, word) => sum + Number(pattern.fits(word)), counted)
}

function isWholeText(node: unknown): boolean {
  return (
    isRecord(node) && node.type === 'AccessAttribute' && node.base === undefined && node.name === textField
  )
}

/** A document's words, including those of its id in the perspective. */
function wholeText(scope: Scope): Searched {
  const { value, query } = scope
  const counts = isRecord(value) ? findWordCounts(value, query.vocabulary) : null
  return isRecord(value) && counts ? { words: splitWords(String(value._id)), counts } : { words: [], counts }
}

function wordsIn(left: Run): (scope: Scope) => Searched {
  return scope => {
    const value = left(scope)
    const texts = (Array.isArray(value) ? value : [value]).filter(text => typeof text === 'string')
    return { words: texts.flatMap(splitWords), counts: null }
  }
}

/** The patterns of the right side, null if it is not all text. Cached, since most documents share them. */
function patternsFrom(right: Run): (scope: Scope) => readonly WordPattern[] | null {
  const latest = new WeakMap<EvaluationContext, { value: unknown; patterns: readonly WordPattern[] | null }>()
  return scope => {
    const value = right(scope)
    const known = latest.get(scope.query)
    if (known && known.value === value) return known.patterns
    const patterns = toPatterns(value, scope.query.vocabulary)
    latest.set(scope.query, { value, patterns })
    return patterns
  }
}

function toPatterns(value: unknown, vocabulary: Vocabulary): readonly WordPattern[] | null {
  const texts = Array.isArray(value) ? value : [value]
  if (!texts.every(text => typeof text === 'string')) return null
  return texts.flatMap(parsePatterns).map(pattern => new WordPattern(pattern, vocabulary))
}
