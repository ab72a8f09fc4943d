import { expect, test } from 'vitest'
import { linkOut, linkTo, paragraph } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { linkWords } from './link-words.ts'

test.each([
  'here',
  'Click here',
  'click here to read on',
  'Read more…',
  'this page',
  'Learn more →',
  'https://www.fda.gov/x',
])('a link that says “%s” is found', words => {
  expect(wordsFound(linkWords, [paragraph('See ', linkOut('https://www.fda.gov/', words), '.')])).toEqual([
    words,
  ])
})

test.each(['how to get help now', 'read more about TMS', '988lifeline.org', 'here is how we help'])(
  'a link that says “%s” is fine',
  words => {
    expect(wordsFound(linkWords, [paragraph(linkOut('https://www.fda.gov/', words), '.')])).toEqual([])
  },
)

test('the advice names the page that the link leads to', () => {
  expect(find(linkWords, [paragraph(linkTo('service-talk', 'here'))])[0]?.advice).toContain(
    '“Talking therapy”',
  )
})

test('an address in plain text is found, with or without https', () => {
  const text = 'See www.fda.gov/news, or https://www.nih.gov.'
  expect(wordsFound(linkWords, [paragraph(text)])).toEqual(['www.fda.gov/news', 'https://www.nih.gov'])
})

test('the link of a highlight counts, too', () => {
  const highlights = [{ _key: 'h1', heading: 'TMS', linkLabel: 'Read more', link: { _ref: 'service-talk' } }]
  expect(wordsFound(linkWords, [], { _type: 'homePage', highlights })).toEqual(['Read more'])
})
