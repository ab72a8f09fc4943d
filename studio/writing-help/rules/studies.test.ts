import { expect, test } from 'vitest'
import { bullets, heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { study, wordsFound } from '../writing-fixture.ts'
import { studies } from './studies.ts'

test.each([
  'In a small study with mice, it worked.',
  'Researchers at Yale found that it helps.',
  'Studies have shown that it helps.',
  'A trial of 400 adults came first.',
  'In 2019, Popova et al. looked at this.',
  'It helped 58 in 100 people.',
  'About 30% of patients get better.',
])('“%s” needs its source', text => {
  expect(wordsFound(studies, [paragraph(text)])).toEqual([text])
})

test.each([
  'You may be able to take part in a trial. Ask us.',
  'The study cannot tell us whether this is why.',
  'None of these trials compared the two.',
  'We study your history with you.',
  'Come 10 minutes early. We are open 24 in 24 hours.',
  'Have studies shown this?',
])('“%s” does not', text => {
  expect(wordsFound(studies, [paragraph(text)])).toEqual([])
})

test('a source in the paragraph, or in the one before or after, is enough; one in another section is not', () => {
  const told = 'In one study, it worked.'
  expect(wordsFound(studies, [paragraph(told, study)])).toEqual([])
  expect(wordsFound(studies, [paragraph(told), ...bullets(['It did.', study])])).toEqual([])
  expect(wordsFound(studies, [paragraph(told), heading('Next'), paragraph('Yes.', study)])).toEqual([told])
})

test('a highlight names its source in a field of its own', () => {
  const highlight = { _key: 'h1', heading: 'TMS', text: 'In one study, it worked.' }
  const homePage = (more: object) => ({ _type: 'homePage', highlights: [{ ...highlight, ...more }] })
  expect(wordsFound(studies, [], homePage({}))).toEqual([highlight.text])
  expect(wordsFound(studies, [], homePage({ citation: { title: 'T' } }))).toEqual([])
})
