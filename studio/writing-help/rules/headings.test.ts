import { expect, test } from 'vitest'
import { heading, paragraph, smallHeading, strong } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { headings } from './headings.ts'

test('a smaller heading with none above it can be made a heading in one press', () => {
  const [finding, ...others] = find(headings, [
    paragraph('First.'),
    smallHeading('What it is'),
    heading('Next'),
  ])
  expect(others).toEqual([])
  expect(finding?.fix?.changes).toEqual([
    { kind: 'set', path: ['body', { _key: 'b2' }, 'style'], value: 'h2' },
  ])
  expect(wordsFound(headings, [heading('TMS'), smallHeading('What it is')])).toEqual([])
})

test('a heading that ends like a sentence can lose its full stop in one press', () => {
  const [finding] = find(headings, [heading('This is how TMS works.')])
  const change = finding?.fix?.changes[0]
  expect(change).toMatchObject({ value: [{ text: 'This is how TMS works' }] })
})

test('questions, labels and abbreviations are good headings', () => {
  const fine = ['Is group therapy for me?', 'What we do not know yet', 'In the U.S.', 'And so on…']
  expect(wordsFound(headings, fine.map(heading))).toEqual([])
})

test('a heading of more than twelve words is too long', () => {
  const long = 'What you should know about the treatment before you come to the clinic for it'
  expect(wordsFound(headings, [heading(long)])).toEqual([long])
})

test('a bold line above a text poses as a heading; bold words at the end or in a sentence do not', () => {
  const [finding] = find(headings, [
    paragraph(strong('What to bring')),
    paragraph('A list of your medicines.'),
  ])
  expect(finding?.fix?.changes).toMatchObject([
    { value: [{ text: 'What to bring', marks: [] }] },
    { value: 'h2' },
  ])
  const fine = [
    paragraph(strong('Call 911 now.')),
    paragraph(strong('Note'), ' this.'),
    paragraph(strong('The end')),
  ]
  expect(wordsFound(headings, fine)).toEqual([])
})
