import { type Citation, portableText } from '#tests/fixtures/portable-text.ts'
import type { Facts, Finding, Rule } from './finding.ts'
import { readWriting } from './passages.ts'

/** A clinic with a treatment of each kind, for the tests of the rules. */
export const facts: Facts = {
  services: [
    { id: 'service-talk', title: 'Talking therapy', status: 'notApplicable' },
    { id: 'service-tms', title: 'TMS (transcranial magnetic stimulation)', status: 'fdaCleared' },
    { id: 'service-spray', title: 'Esketamine nasal spray', status: 'fdaApproved' },
    { id: 'service-ketamine', title: 'Ketamine infusions', status: 'offLabel' },
  ],
  titles: new Map([['service-talk', 'Talking therapy']]),
  clinicNumbers: ['+13307544844'],
  today: '2026-11-23',
}

/** A source, for words that need one. */
export const study: Citation = {
  _type: 'citation',
  authors: 'Ames et al.',
  title: 'What helped, and whom',
  journal: 'Journal of Examples',
  year: 2019,
  doi: '10.1000/example.1',
}

/** What the rule finds in an article with this text; further fields may be given. */
export function find(
  rule: Rule,
  nodes: Parameters<typeof portableText>,
  fields: Record<string, unknown> = {},
): Finding[] {
  const writing = readWriting({
    _id: 'drafts.article-test',
    _type: 'article',
    body: portableText(...nodes),
    ...fields,
  })
  return writing.sections.flatMap(section => rule.find(section, writing, facts))
}

/** The words that the rule finds fault with. */
export function wordsFound(
  rule: Rule,
  nodes: Parameters<typeof portableText>,
  fields: Record<string, unknown> = {},
): string[] {
  return find(rule, nodes, fields).map(({ words }) => words)
}
