import { expect, test } from 'vitest'
import { readingMinutes } from './reading.ts'

test('reading takes whole minutes, rounded up, and at least one', () => {
  expect([0, 1, 238, 239, 1_200].map(readingMinutes)).toEqual([1, 1, 1, 2, 6])
})
