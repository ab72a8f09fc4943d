import type { RegulatedStatus } from '#domain/disclosures.ts'
import type { TitledSentence } from '../words.ts'

/** What a regulator has said of a treatment, which is a service by its title. */
const statuses: Record<
  RegulatedStatus,
  { heading: string; statement: (treatment: string) => TitledSentence }
> = {
  fdaApproved: {
    heading: 'FDA-approved for this use',
    statement: title => [
      'The U.S. Food and Drug Administration (FDA) has approved ',
      { title },
      ' for the use described here.',
    ],
  },
  fdaCleared: {
    heading: 'FDA-cleared device for this use',
    statement: title => [
      'The U.S. Food and Drug Administration (FDA) has cleared devices for ',
      { title },
      ' for the use described here. ' +
        'Cleared means that the FDA found a device at least as safe and effective as one already lawfully sold.',
    ],
  },
  offLabel: {
    heading: 'Off-label use',
    statement: title => [
      'What is used in ',
      { title },
      ' is approved by the U.S. Food and Drug Administration (FDA), but not for the use described here. ' +
        'Clinicians may prescribe it this way, which is called off-label use, when they judge that it is right for a patient.',
    ],
  },
  investigational: {
    heading: 'Not an FDA-approved treatment',
    statement: title => [
      'The U.S. Food and Drug Administration (FDA) has neither approved nor cleared ',
      { title },
      ' for the use described here. ' +
        'It is still being studied, and less is known about how well it works and how safe it is.',
    ],
  },
}

/** Services and treatments. */
export const treatments = {
  statuses,
  /** Below every statement about a regulator. */
  advice: 'Ask your clinician about benefits, risks and other choices.',
  usedFor: 'Used for',
  questions: 'Questions and answers',
  startDates: 'Start dates',
  articles: 'Articles about this',
}
