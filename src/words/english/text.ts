import type { calloutTones } from '#domain/vocabulary.ts'

const callouts: Record<(typeof calloutTones)[number]['value'], string> = {
  care: 'Good to know',
  warning: 'Important',
  urgent: 'Urgent',
}

/** Around and within what editors write. */
export const text = {
  onThisPage: 'On this page',
  /** After a link. */
  anotherWebsite: '(another website)',
  /** Before a heading, which it is part of. */
  callouts,

  sources: 'Sources',
  /** Before the number that cites a source, and before a citation. */
  source: 'Source',
  oneSource: 'Source:',
  readTheSource: 'Read the source',
  /** `place` counts the places that cite the source, where there are several. */
  backToText: (source: number, place: number | null) =>
    `Back to the text that cites source ${source}${place === null ? '' : `, place ${place}`}`,

  lastConfirmed: 'Last confirmed',
}
