import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setTitle } from './set-title.ts'

/** Every character is half as wide as the font is large. */
const half = () => 0.5
const box = { width: 400, height: 200, largest: 80, lineHeight: 1 }

test('a short title is as large as it may be, in one line', () => {
  expect(setTitle('Sleep', half, box)).toEqual({ lines: ['Sleep'], size: 80 })
})

test('lines are about as long as each other', () => {
  const { lines } = setTitle('one two three four five', half, { ...box, largest: 40 })
  expect(lines).toEqual(['one two three', 'four five'])
  const balanced = setTitle('aaaa aaaa aaaa aaaa b', half, { ...box, largest: 40 })
  expect(balanced.lines).toEqual(['aaaa aaaa', 'aaaa aaaa b'])
})

test('a long title becomes smaller', () => {
  const { lines, size } = setTitle('word '.repeat(40), half, box)
  expect(size).toBeLessThan(40)
  expect(lines.length).toBeGreaterThan(3)
})

test('a line may end after a hyphen', () => {
  const { lines } = setTitle('treatment-resistant', half, { ...box, width: 250, largest: 40 })
  expect(lines).toEqual(['treatment-', 'resistant'])
})

test('nothing is cut or lost, and all of it fits, whatever the title', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }).filter(each => !/\s/.test(each))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), words => {
      const { lines, size } = setTitle(words.join(' '), half, box)
      expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''))
      expect(lines.length * (size - 0.5)).toBeLessThanOrEqual(box.height)
      for (const line of lines) expect([...line].length * 0.5 * (size - 0.5)).toBeLessThanOrEqual(box.width)
    }),
  )
})

test.each([
  ['one endless word', 'a'],
  ['words', 'some words '],
])('the work grows with the length of %s, not with its square', (_, unit) => {
  const effort = (times: number) => {
    let measured = 0
    const counted = () => {
      measured += 1
      return 0.5
    }
    setTitle(unit.repeat(times), counted, box)
    return measured
  }
  // A longer title is also tried in more sizes.
  expect(effort(4000) / effort(1000)).toBeLessThan(8)
})
