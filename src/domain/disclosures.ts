import type { regulatoryStatuses } from './vocabulary.ts'

export type RegulatoryStatus = (typeof regulatoryStatuses)[number]['value']

export interface Disclosure {
  readonly heading: string
  /** What the status means, what the clinic adds, what a patient can do: each a paragraph of its own. */
  readonly paragraphs: readonly string[]
}

const advice = 'Ask your clinician about benefits, risks and other choices.'

/**
 * The plain statement that a page about the treatment carries by itself, or null where no regulator is concerned
 * (PATIENTS.md, “honest claims”). `treatment` is the title of the service; `note` is the clinic's own explanation,
 * which goes between the rule and the advice.
 */
export function disclosure(
  status: RegulatoryStatus,
  treatment: string,
  note: string | null,
): Disclosure | null {
  const statement = statementFor(status, treatment)
  if (!statement) return null
  const { heading, text } = statement
  return { heading, paragraphs: [text, toSentence(note), advice].filter(Boolean) }
}

/** Whether no regulator has approved or cleared the use: readers should learn that (PATIENTS.md). */
export function isUnapprovedUse(status: string): boolean {
  return status === 'offLabel' || status === 'investigational'
}

function statementFor(status: RegulatoryStatus, treatment: string): { heading: string; text: string } | null {
  switch (status) {
    case 'notApplicable':
      return null
    case 'fdaApproved':
      return {
        heading: 'FDA-approved for this use',
        text: `The U.S. Food and Drug Administration (FDA) has approved ${treatment} for the use described here.`,
      }
    case 'fdaCleared':
      return {
        heading: 'FDA-cleared device for this use',
        text:
          `The U.S. Food and Drug Administration (FDA) has cleared devices for ${treatment} for the use described here. ` +
          'Cleared means that the FDA found a device at least as safe and effective as one already lawfully sold.',
      }
    case 'offLabel':
      return {
        heading: 'Off-label use',
        text:
          `What is used in ${treatment} is approved by the U.S. Food and Drug Administration (FDA), ` +
          'but not for the use described here. Clinicians may prescribe it this way, which is called off-label use, ' +
          'when they judge that it is right for a patient.',
      }
    case 'investigational':
      return {
        heading: 'Not an FDA-approved treatment',
        text:
          'The U.S. Food and Drug Administration (FDA) has neither approved nor cleared ' +
          `${treatment} for the use described here. It is still being studied, and less is known about how well ` +
          'it works and how safe it is.',
      }
  }
}

function toSentence(note: string | null): string {
  const text = note?.trim() ?? ''
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`
}
