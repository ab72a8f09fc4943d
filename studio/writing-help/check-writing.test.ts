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
  expect(checkWriting({}, facts)).toEqual({ grade: null, sections: [] })
})
