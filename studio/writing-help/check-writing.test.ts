import { expect, test } from 'vitest'
import { heading, paragraph, portableText } from '#tests/fixtures/portable-text.ts'
import { checkWriting, countFindings } from './check-writing.ts'
import { facts } from './writing-fixture.ts'

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
  expect(checkWriting({}, facts)).toEqual({ language: null, grade: null, sections: [] })
})

const spanish = paragraph(
  'NO espere. Llame al 330-754-4844. Es un milagro que cura la depresión en una semana.',
)

test.each([
  ['a text in another language', { body: [{ _type: 'languageBlock', language: 'es', text: [spanish] }] }],
  ['a document in another language', { language: 'es', title: 'Cure', body: [spanish] }],
])('of %s, nothing but a typed number is found', (_, { body, ...fields }) => {
  const keyed = body.map(item => ({
    _key: 'a',
    ...item,
    ...('text' in item && { text: keyedText(item.text) }),
  }))
  const report = checkWriting({ _type: 'page', ...fields, body: keyed }, facts)
  const findings = report.sections.flatMap(section => section.findings)
  expect(findings.map(({ words }) => words)).toEqual(['330-754-4844'])
  expect(findings[0]?.fix).toBeUndefined()
  expect(report).toMatchObject({ grade: null, language: 'language' in fields ? 'es' : null })
})

function keyedText(blocks: readonly object[]) {
  return blocks.map(block => ({ _key: 'b', ...block }))
}
