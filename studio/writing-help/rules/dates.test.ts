import { expect, test } from 'vitest'
import { heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { dates } from './dates.ts'

test.each([
  ['The next group starts February 6th.', ['February 6th']],
  ['Join us on March 3, 2027 for the first session.', ['March 3, 2027']],
  ['We are closed on 12/24/2026.', ['12/24/2026']],
  ['The class begins on the 4th of May.', ['4th of May']],
])('“%s” grows old', (text, words) => {
  expect(wordsFound(dates, [paragraph(text)])).toEqual(words)
  expect(wordsFound(dates, [heading(text)])).toEqual(words)
})

test.each([
  'The FDA opened the program on May 11, 2018.',
  'World Mental Health Day is October 10.',
  'We are open 24/7, and you can start with 1/2 a dose.',
  'You may start in May. 12 people join.',
])('“%s” does not', text => {
  expect(wordsFound(dates, [paragraph(text)])).toEqual([])
})

test('an announcement is where dates belong', () => {
  const message = 'The next group starts February 6th.'
  expect(wordsFound(dates, [], { _type: 'announcement', message })).toEqual([])
  expect(find(dates, [paragraph(message)])[0]?.create).toBe('announcement')
})
