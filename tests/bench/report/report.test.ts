import { expect, test } from 'vitest'
import { median, quantile } from './statistics.ts'
import { duration, ratio, table } from './table.ts'

test('finds the median and the p95 by the nearest rank, and none of nothing', () => {
  expect(median([5, null, 1, 3])).toBe(3)
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10)
  expect(median([null])).toBeNull()
})

test('aligns numbers to the right, names and notes to the left', () => {
  const lines = table(
    ['', 'wall', ''],
    [
      ['floor', duration(560), 'a note'],
      ['ours', duration(12_345), ''],
    ],
  )
  expect(lines.split('\n')).toEqual([
    '         wall',
    '-----  ------',
    'floor  560 ms  a note',
    'ours   12.3 s',
  ])
})

test('shows a ratio with the digits that matter, and none to nothing', () => {
  expect([ratio(1, 40), ratio(3, 2), ratio(45, 2), ratio(500, 2), ratio(1, null)]).toEqual([
    '0.025×',
    '1.50×',
    '22.5×',
    '250×',
    '–',
  ])
})
