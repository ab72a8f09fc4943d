import { expect, test } from 'vitest'
import { countInWords } from './count-in-words.ts'

test('counts what goes, by kind', () => {
  expect(countInWords(['person', 'article', 'person', 'redirect'], 15)).toBe(
    '2 people, 1 article, 1 old address, and 15 pictures',
  )
  expect(countInWords(['page'], 0)).toBe('1 page')
})
