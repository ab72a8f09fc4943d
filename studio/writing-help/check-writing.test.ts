import { expect, test } from 'vitest'
import { sampleContent } from '../sample-content/index.ts'
import { heading, paragraph, portableText } from '../sample-content/text.ts'
import { checkWriting, countFindings } from './check-writing.ts'
import type { Facts } from './finding.ts'
import { writtenTypes } from './passages.ts'
import { facts } from './writing-fixture.ts'

const documents = sampleContent(Temporal.Instant.from('2026-11-23T14:00:00Z'))
const sampleFacts: Facts = {
  services: documents
    .filter(({ _type }) => _type === 'service')
    .map(({ _id, title, regulatoryStatus }) => ({
      id: _id,
      title: `${title}`,
      status: `${regulatoryStatus}`,
    })),
  titles: new Map(documents.map(({ _id, title, name }) => [_id, `${title ?? name}`])),
  clinicNumbers: ['+13307544844'],
  today: '2026-11-23',
}

test.each(
  documents.filter(({ _type }) => writtenTypes.includes(_type)).map(document => [document._id, document]),
)('there is nothing to say about %s, which is well written', (_id, document) => {
  expect(checkWriting(document, sampleFacts).sections.flatMap(({ findings }) => findings)).toEqual([])
})

test('findings are listed below the heading of their section, in reading order', () => {
  const body = portableText(
    paragraph('It cures.'),
    heading('Second.'),
    paragraph('Do NOT wait. It is a miracle.'),
    paragraph('Results are guaranteed.'),
  )
  const report = checkWriting({ _type: 'article', title: 'The cure', body }, facts)
  expect(report.sections.map(({ title, findings }) => [title, findings.map(({ words }) => words)])).toEqual([
    ['Title and summary', ['cure']],
    ['Opening', ['cures']],
    ['Second.', ['Second.', 'NOT', 'miracle', 'guaranteed']],
  ])
  expect(countFindings(report)).toBe(6)
})

test('a draft with everything missing or half made is read without complaint', () => {
  const odd = {
    _type: 'service',
    title: 7,
    body: [null, {}, { _key: 'a', _type: 'block' }],
    questions: 'none',
  }
  expect(countFindings(checkWriting(odd, facts))).toBe(0)
  expect(checkWriting({}, facts)).toEqual({ grade: null, sections: [] })
})
