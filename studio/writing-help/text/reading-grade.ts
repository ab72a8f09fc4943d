import { syllable } from 'syllable'
import { splitSentences, splitWords } from './sentences.ts'

/**
 * The US school grade of a text by the formula of Kincaid, Fishburne, Rogers and Chissom (1975, Research Branch Report
 * 8-75, Naval Technical Training): 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Zero without words.
 */
export function readingGrade(text: string): number {
  const sentences = splitSentences(text)
  const words = lettersOf(text)
  if (sentences.length === 0 || words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return Math.max(0, 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59)
}

/** The words that make a text hard to read, hardest first, each once: four syllables or more. */
export function findHardWords(text: string): string[] {
  const hard = new Map<string, number>()
  for (const word of lettersOf(text)) {
    const count = syllablesOf(word)
    if (count >= 4 && !/\p{Lu}/u.test(word)) hard.set(word.toLowerCase(), count)
  }
  return [...hard].sort(([, a], [, b]) => b - a).map(([word]) => word)
}

function lettersOf(text: string): string[] {
  return splitWords(text).flatMap(word => word.match(/\p{L}[\p{L}’']*/gu) ?? [])
}

function syllablesOf(word: string): number {
  return Math.max(1, syllable(word.replace(/’/g, "'")))
}
