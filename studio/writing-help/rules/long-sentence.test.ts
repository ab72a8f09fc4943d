import { expect, test } from 'vitest'
import { bullets, callout, heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { longSentence } from './long-sentence.ts'

const long =
  'We look at your health, at what you have tried before, at what you hope for, and at what you can do in your week before we plan with you.'

test('a sentence of more than 25 words is found in paragraphs, lists, callouts and the summary', () => {
  const nodes = [
    paragraph(`Short first. ${long}`),
    bullets(long),
    callout('care', 'Good to know', paragraph(long)),
  ]
  expect(wordsFound(longSentence, nodes, { summary: long })).toEqual([long, long, long, long])
  expect(find(longSentence, [paragraph(long)])[0]?.advice).toContain('has 30 words')
})

test('25 words are fine, and so are headings and sentences that follow each other', () => {
  const fine = `${Array.from({ length: 25 }, () => 'word').join(' ')}.`
  expect(wordsFound(longSentence, [paragraph(`${fine} ${fine}`), heading(long)])).toEqual([])
})
