import { objectsOf } from './walk.ts'

/**
 * The US school grade of a text: Flesch-Kincaid, with syllables counted as groups of vowels.
 * Good to about one grade, which is enough to notice a text that has become hard to read.
 */
export function readingGrade(text: string): number {
  const sentences = text.split(/[.!?]+[”’)]*(?:\s|$)/).filter(sentence => /\p{L}/u.test(sentence))
  const words = text.match(/[\p{L}’'-]+/gu) ?? []
  if (sentences.length === 0 || words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

/** The paragraphs of Portable Text: headings and lists would make a text look easier than it is. */
export function paragraphsOf(body: unknown): string {
  return objectsOf(body, 'block')
    .filter(({ style, listItem }) => style === 'normal' && !listItem)
    .map(wordsOf)
    .join('\n')
}

/** The words of a block, without its sources. */
export function wordsOf(block: unknown): string {
  return objectsOf(block, 'span')
    .map(span => String(span.text))
    .join('')
}

function countSyllables(word: string): number {
  const spelled = word.toLowerCase().replace(/[^a-z]/g, '')
  if (spelled.length <= 3) return 1
  const trimmed = spelled.replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, '').replace(/^y/, '')
  return Math.max(1, trimmed.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}
