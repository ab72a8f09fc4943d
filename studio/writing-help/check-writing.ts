import type { Language } from '#domain/languages.ts'
import type { Facts, Finding, Rule } from './finding.ts'
import { readWriting, type Section } from './passages.ts'
import { alternativeText } from './rules/alternative-text.ts'
import { capitals } from './rules/capitals.ts'
import { claims } from './rules/claims.ts'
import { dates } from './rules/dates.ts'
import { headings } from './rules/headings.ts'
import { linkWords } from './rules/link-words.ts'
import { longSentence } from './rules/long-sentence.ts'
import { phoneNumbers } from './rules/phone-numbers.ts'
import { readingLevel, sectionGrade, wholeGrade } from './rules/reading-level.ts'
import { studies } from './rules/studies.ts'
import { treatments } from './rules/treatments.ts'

/** What could be better in one part of a document. */
export interface SectionReport {
  title: string
  /** The US school grade of its paragraphs; null where they are too few to tell. */
  grade: number | null
  /** In reading order. */
  findings: Finding[]
}

export interface WritingReport {
  /** Of the document, where that is not English: little can then be said of it. */
  language: Language | null
  grade: number | null
  sections: SectionReport[]
}

/** Everything that writing help looks for; what weighs most comes first where two speak of the same words. */
export const rules: readonly Rule[] = [
  claims,
  treatments,
  studies,
  phoneNumbers,
  dates,
  headings,
  linkWords,
  alternativeText,
  capitals,
  longSentence,
  readingLevel,
]

/** Reads a document as staff have it before them, and advises. Pure: the same document and facts give the same report. */
export function checkWriting(document: Record<string, unknown>, facts: Facts): WritingReport {
  const writing = readWriting(document)
  const english = { ...writing, sections: writing.sections.map(inEnglish) }
  const sections = writing.sections.map((section, index) => {
    const readable = english.sections[index] ?? section
    const found = rules.flatMap(rule =>
      rule.isForEveryLanguage ? rule.find(section, writing, facts) : rule.find(readable, english, facts),
    )
    return { title: section.title, grade: sectionGrade(readable), findings: inReadingOrder(section, found) }
  })
  return { language: writing.language, grade: wholeGrade(english.sections), sections }
}

/** How many findings a report has, all or those of a kind. */
export function countFindings(
  { sections }: WritingReport,
  isCounted: (finding: Finding) => boolean = () => true,
): number {
  return sections.reduce((sum, { findings }) => sum + findings.filter(isCounted).length, 0)
}

/** What staff call the rule. */
export function ruleTitle(name: string): string {
  return rules.find(rule => rule.name === name)?.title ?? name
}

function inEnglish({ title, passages }: Section): Section {
  return { title, passages: passages.filter(({ isEnglish }) => isEnglish) }
}

function inReadingOrder({ passages }: Section, findings: Finding[]): Finding[] {
  const indexes = new Map(passages.map(({ path }, index) => [path, index]))
  const placeOf = ({ path, words }: Finding): [passage: number, letter: number] => {
    const index = indexes.get(path) ?? -1
    return [index, passages[index]?.text.indexOf(words) ?? 0]
  }
  const placed = findings.map(finding => ({ finding, place: placeOf(finding) }))
  placed.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
  return placed.map(({ finding }) => finding)
}
