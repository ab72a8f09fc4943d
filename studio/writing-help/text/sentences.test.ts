import { expect, test } from 'vitest'
import { splitSentences, splitWords } from './sentences.ts'

test.each([
  ['One. Two! Three? “Four.” Five', ['One.', 'Two!', 'Three?', '“Four.”', 'Five']],
  ['Dr. Lee of the U.S. Army came at 6 p.m. on Friday, e.g. by car.', 1],
  ['It ends at 6 p.m. Bring a friend.', 2],
  ['A score of 3.5 points. Zarate et al. found it.', 2],
  ['A line\nAnother line', 2],
  [' … ', 0],
])('the sentences of “%s”', (text, expected) => {
  const sentences = splitSentences(text).map(sentence => sentence.text)
  expect(Array.isArray(expected) ? sentences : sentences.length).toEqual(expected)
})

test('a sentence knows where it starts', () => {
  const text = '  One.  Two.'
  expect(
    splitSentences(text).map(({ text: words, start }) => text.slice(start, start + words.length)),
  ).toEqual(['One.', 'Two.'])
})

test('words are counted without the dashes between them', () => {
  expect(splitWords('care — and well-known and/or 58 % – here')).toHaveLength(7)
})
