import type { Words } from '#words/words.ts'
import type { regulatoryStatuses } from './vocabulary.ts'

export type RegulatoryStatus = (typeof regulatoryStatuses)[number]['value']

/** One that a page states. */
export type RegulatedStatus = Exclude<RegulatoryStatus, 'notApplicable'>

export interface Disclosure {
  readonly heading: string
  /** What the status means, what the clinic adds, what a patient can do: each a paragraph of its own. */
  readonly paragraphs: readonly string[]
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
  return { heading, paragraphs: [statement(treatment), toSentence(note), words.advice].filter(Boolean) }
}

/** Whether no regulator has approved or cleared the use: readers should learn that (PATIENTS.md). */
export function isUnapprovedUse(status: string): boolean {
  return status === 'offLabel' || status === 'investigational'
}

function toSentence(note: string | null): string {
  const text = note?.trim() ?? ''
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`
}
