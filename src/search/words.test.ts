import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slipsBetween } from './distance.ts'
import { isStopWord, splitWords, toStem } from './words.ts'

test('words are cut at everything but letters and digits, and lose accents and apostrophes', () => {
  expect(splitWords('Don’t wait: call 988, or self-refer (café).')).toEqual(
    'dont wait call 988 or self refer cafe'.split(' '),
  )
})

test.each([
  ['infusions', 'infusion'],
  ['therapies', 'therapy'],
  ['sleeping', 'sleep'],
  ['stopped', 'stop'],
  ['feeling', 'feel'],
  ['sprays', 'spray'],
  ['medicines', 'medicine'],
  ['classes', 'class'],
])('“%s” and “%s” are one word', (a, b) => {
  expect(toStem(a)).toBe(toStem(b))
})

test.each([
  ['group', 'grouse'],
  ['illness', 'ill'],
  ['virus', 'viru'],
  ['thing', 'th'],
  ['988', '98'],
])('“%s” and “%s” stay apart', (a, b) => {
  expect(toStem(a)).not.toBe(toStem(b))
})

test('a stem is the beginning of its word, or nearly, and never empty', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,14}$/), word => {
      const stem = toStem(word)
      expect(stem.length).toBeGreaterThan(0)
      expect(word.startsWith(stem.slice(0, -1))).toBe(true)
    }),
  )
})

test('words that are on every page are not looked for', () => {
  expect(['the', 'what', 'dont', 'a', 'x'].every(isStopWord)).toBe(true)
  expect(['group', 'tms', 'iv', 'cost'].some(isStopWord)).toBe(false)
})

test('slips of the pen are counted alike from both sides, swapped letters as one', () => {
  expect(slipsBetween('ketamine', 'ketemine', 2)).toBe(1)
  expect(slipsBetween('sprya', 'spray', 1)).toBe(1)
  expect(slipsBetween('anxiety', 'anixety', 1)).toBe(1)
  expect(slipsBetween('group', 'soup', 1)).toBe(Number.POSITIVE_INFINITY)
  const word = fc.stringMatching(/^[a-e]{0,7}$/)
  fc.assert(
    fc.property(word, word, fc.nat(3), (a, b, most) => {
      expect(slipsBetween(a, b, most)).toBe(slipsBetween(b, a, most))
    }),
  )
})

test.each(['a', 'ing', 'aed'])('a word of %s without end has a stem like any other', unit => {
  const word = unit.repeat(300_000)
  expect(word.startsWith(toStem(word))).toBe(true)
})
