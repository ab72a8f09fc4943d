import { expect, test } from 'vitest'
import { callout, heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { study, wordsFound } from '../writing-fixture.ts'
import { claims } from './claims.ts'

test.each([
  ['TMS cures depression.', ['cures']],
  ['It cured many.', ['cured']],
  ['A clinically proven way to feel better.', ['clinically proven']],
  ['We guarantee that you feel better.', ['guarantee']],
  ['Results are guaranteed.', ['guaranteed']],
  ['Ketamine works miracles.', ['miracles']],
  ['TMS is 100% safe and has no side effects.', ['100% safe', 'no side effects']],
  ['It is completely safe, and side-effect-free.', ['completely safe', 'side-effect-free']],
  ['TMS is risk-free.', ['risk-free']],
  ['It works for everyone.', ['works for everyone']],
])('“%s” promises too much', (text, words) => {
  expect(wordsFound(claims, [paragraph(text)])).toEqual(words)
})

test.each([
  'There is no cure, and nobody can guarantee that it helps.',
  'It is likely, but not proven, that this helps people feel better.',
  'That does not mean that it has no side effects.',
  'No treatment is 100% safe.',
  'This isn’t a miracle.',
  'Can TMS cure depression?',
  'He wrote “A cure for depression” in 1950.',
  'It is secure and obscure.',
])('“%s” does not', text => {
  expect(wordsFound(claims, [paragraph(text)])).toEqual([])
})

test('headings, callouts and titles are read; the title of a source is not', () => {
  const nodes = [
    heading('A miracle'),
    callout('care', 'Guaranteed', paragraph('Safe.')),
    paragraph('Words.', { ...study, title: 'A cure' }),
  ]
  expect(wordsFound(claims, nodes, { title: 'The cure' })).toEqual(['cure', 'miracle', 'Guaranteed'])
})
