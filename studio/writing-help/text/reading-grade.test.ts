import { expect, test } from 'vitest'
import { findHardWords, readingGrade } from './reading-grade.ts'

test('children’s words rate low, a scholar’s high, and none not at all', () => {
  expect(readingGrade('The cat sat on the mat. The dog ran to him.')).toBeLessThan(2)
  expect(
    readingGrade('Pharmacological interventions necessitate individualized multidisciplinary evaluation.'),
  ).toBeGreaterThan(16)
  expect(readingGrade(' 58 % ')).toBe(0)
})

test('the formula weighs words a sentence and syllables a word', () => {
  // Two sentences, eleven words, thirteen syllables.
  const text = 'We look at your health. Then we make a plan together.'
  expect(readingGrade(text)).toBeCloseTo(0.39 * (11 / 2) + 11.8 * (13 / 11) - 15.59, 5)
})

test('hard words come hardest first, each once, names left out', () => {
  const text =
    'An individualized evaluation by Philadelphia’s university. Every evaluation is individualized.'
  expect(findHardWords(text)).toEqual(['individualized', 'evaluation', 'university'])
})
