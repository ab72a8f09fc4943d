import type { TitledSentence, Words } from '#words/words.ts'
import type { regulatoryStatuses } from './vocabulary.ts'

export type RegulatoryStatus = (typeof regulatoryStatuses)[number]['value']

/** One that a page states. */
export type RegulatedStatus = Exclude<RegulatoryStatus, 'notApplicable'>

export interface Disclosure {
  readonly heading: string
  /** What the status means. */
  readonly statement: TitledSentence
  /** What the clinic adds, in the language of its page; null for nothing. */
  readonly note: string | null
  /** What a patient can do. */
  readonly advice: string
}

/**
 * The plain statement that a page about the treatment carries by itself, or null where no regulator is concerned
 * (PATIENTS.md, “honest claims”). `treatment` is the title of the service; `note` is the clinic's own explanation,
 * which goes between the rule and the advice.
 */
export function disclosure(
  status: RegulatoryStatus,
  treatment: string,
  note: string | null,
  words: Words['treatments'],
): Disclosure | null {
  if (status === 'notApplicable') return null
  const { heading, statement } = words.statuses[status]
  return { heading, statement: statement(treatment), note: toSentence(note), advice: words.advice }
}

/** Whether no regulator has approved or cleared the use: readers should learn that (PATIENTS.md). */
export function isUnapprovedUse(status: string): boolean {
  return status === 'offLabel' || status === 'investigational'
}

function toSentence(note: string | null): string | null {
  const text = note?.trim()
  if (!text) return null
  return /[.!?]$/.test(text) ? text : `${text}.`
}
