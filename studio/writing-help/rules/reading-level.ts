import { about, type Rule } from '../finding.ts'
import type { Section } from '../passages.ts'
import { findHardWords, readingGrade } from '../text/reading-grade.ts'
import { splitSentences, splitWords } from '../text/sentences.ts'

/** The grades that patient information aims at (NIH and AMA: sixth to eighth). */
export const targetGrade = { from: 6, to: 8 } as const

/** School ends with it: what the formula finds beyond is no grade that anybody knows. */
const lastGrade = 12

/** “at grade 7 of school”, “above grade 12 of school” */
export function gradeInWords(grade: number): string {
  return `${grade > lastGrade ? `above grade ${lastGrade}` : `at grade ${grade}`} of school`
}

/** A formula made for passages of 100 words says little about a few: below this, no grade is given. */
const fewestWords = 50
const fewestSentences = 4

/**
 * The school grade of a section, rounded; null where it is too short to tell. Paragraphs alone count: headings and
 * lists would make a text look easier than it is.
 */
export function sectionGrade({ passages }: Section): number | null {
  const text = proseOf(passages)
  const isLong = splitWords(text).length >= fewestWords && splitSentences(text).length >= fewestSentences
  return isLong ? Math.round(readingGrade(text)) : null
}

/** The school grade of all sections together; null where there is too little text. */
export function wholeGrade(sections: readonly Section[]): number | null {
  return sectionGrade({ title: '', passages: sections.flatMap(({ passages }) => passages) })
}

/** Sections that ask for more than grade 8 of school, with the words that make them hard. */
export const readingLevel: Rule = {
  name: 'readingLevel',
  title: 'Hard to read',
  find(section) {
    const grade = sectionGrade(section)
    const first = section.passages.find(({ kind }) => kind === 'paragraph')
    if (grade === null || grade <= targetGrade.to + 1 || !first) return []
    const hard = findHardWords(proseOf(section.passages)).slice(0, 4)
    const instead = hard.length > 0 ? ` Find plainer words for ${listOf(hard)}, or explain them.` : ''
    return [
      about('readingLevel', first, {
        words: section.title,
        advice: `This section reads ${gradeInWords(grade)}; grade ${targetGrade.from} to ${targetGrade.to} suits most patients. Use shorter sentences.${instead}`,
      }),
    ]
  },
}

function proseOf(passages: Section['passages']): string {
  return passages
    .filter(({ kind }) => kind === 'paragraph')
    .map(({ text }) => text)
    .join('\n')
}

function listOf(words: string[]): string {
  return words.map(word => `“${word}”`).join(', ')
}
