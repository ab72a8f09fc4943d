import { expect, test } from 'vitest'
import {
  callout,
  callToAction,
  heading,
  paragraph,
  questions,
  strong,
} from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { phoneNumbers } from './phone-numbers.ts'

test.each(['330-754-4844', '(330) 754-4844', '330.754.4844', '+1 330 754 4844', '3307544844'])(
  'the clinic’s number is found when it is written %s',
  number => {
    expect(wordsFound(phoneNumbers, [paragraph(`You can reach us at ${number}.`)])).toHaveLength(1)
  },
)

test.each([
  'Call or text 988, or call 911.',
  'DOI 10.1001/archpsyc.63.8.856 and 10.1016/S0006-3223(99)00230-9.',
  'Ohio 44333, founded in 2006, 45 CFR 164.520, 2019–2024.',
  'Call the SAMHSA helpline at 1-800-662-4357.',
  'Call HHS toll-free: 1-800-368-1019.',
  'The crisis line of the county is 330-434-9144.',
])('“%s” has no number of the clinic', text => {
  expect(wordsFound(phoneNumbers, [paragraph(text)])).toEqual([])
})

test.each([
  ['Please call us at 330-754-4844 to book a visit.', 'Please call us to book a visit.'],
  ['You can call or text 330-754-4844 to book.', 'You can call or text us to book.'],
  ['Reach the office (330-754-4844) before noon on Friday.', 'Reach the office before noon on Friday.'],
  [
    'The number for new patients is 330-754-4844 on all days.',
    'The number for new patients is the number below on all days.',
  ],
  ['We are here for you. Call 330-754-4844! See you soon.', 'We are here for you. See you soon.'],
])('one press makes “%s” into “%s”, with the buttons after it', (text, expected) => {
  const [finding] = find(phoneNumbers, [paragraph(text)])
  expect(finding?.fix?.changes).toMatchObject([
    {
      kind: 'insertAfter',
      path: ['body', { _key: 'b1' }],
      item: { _type: 'callToAction', _key: 'b1-buttons' },
    },
    { kind: 'set', path: ['body', { _key: 'b1' }, 'children'], value: [{ text: expected }] },
  ])
})

test('a paragraph that is but the number gives way to the buttons', () => {
  const [finding] = find(phoneNumbers, [paragraph('Call us: 330-754-4844.')])
  expect(finding?.fix?.changes.map(({ kind }) => kind)).toEqual(['insertAfter', 'remove'])
})

test('a number that is partly bold is taken out whole', () => {
  const [finding] = find(phoneNumbers, [
    paragraph('Please call ', strong('330-754'), '-4844 when you can, at any time.'),
  ])
  expect(finding?.fix?.changes[1]).toMatchObject({
    value: [{ text: 'Please call ' }, { text: 'us' }, { text: ' when you can, at any time.' }],
  })
})

test('buttons are put below a callout, once a section, and never into an answer', () => {
  const text = paragraph('You can call us at 330-754-4844 to book.')
  const kinds = (nodes: Parameters<typeof find>[1], fields = {}) =>
    find(phoneNumbers, nodes, fields).map(({ fix }) => fix?.changes.map(({ kind }) => kind))
  expect(kinds([callout('care', 'Note', text)])).toEqual([['insertAfter', 'set']])
  expect(kinds([text, callToAction()])).toEqual([['set']])
  expect(kinds([text, heading('Next'), callToAction()])).toEqual([['insertAfter', 'set']])
  expect(kinds([], { questions: questions(['How?', text]) })).toEqual([['set']])
})

test('a highlight shows its buttons instead', () => {
  const highlights = [{ _key: 'h1', heading: 'TMS', text: 'You can call us at 330-754-4844 to book.' }]
  const [finding] = find(phoneNumbers, [], { _type: 'homePage', highlights })
  expect(finding?.fix?.changes).toEqual([
    { kind: 'set', path: ['highlights', { _key: 'h1' }, 'showCallToAction'], value: true },
    { kind: 'set', path: ['highlights', { _key: 'h1' }, 'text'], value: 'You can call us to book.' },
  ])
})
