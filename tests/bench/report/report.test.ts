import { expect, test } from 'vitest'
import { type Figure, findFallen, isKept, mergeFigures } from './figures.ts'
import { toPerformancePage } from './performance-page.ts'
import { plotCost } from './plot.ts'
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

const change: Figure = {
  what: 'One change to live',
  articles: 1000,
  value: 40,
  unit: 'ms',
  beside: { 'bare script': 1000 },
  promise: { most: 0.05, of: 'bare script' },
}
const recorded = { ...change, machine: '2 cores', at: '2026-11-29' }

test('a promise is kept or missed by its ratio, and neither where there is nothing to compare with', () => {
  expect(isKept(change)).toBe(true)
  expect(isKept({ ...change, value: 60 })).toBe(false)
  expect(isKept({ ...change, beside: {} })).toBeNull()
  expect(isKept({ ...change, promise: { most: 30, of: null } })).toBe(false)
})

test('a ratio that is half as high again as the recorded one is reported, a slower machine is not', () => {
  expect(findFallen([recorded], [{ ...change, value: 70 }])).toHaveLength(1)
  expect(findFallen([recorded], [{ ...change, value: 400, beside: { 'bare script': 10_000 } }])).toEqual([])
  expect(findFallen([], [{ ...change, value: 70 }])).toEqual([])
})

test('a new figure takes the place of the recorded one of its size, and the others stay', () => {
  const smaller = { ...recorded, articles: 100 }
  const newer = { ...recorded, value: 30 }
  expect(mergeFigures([recorded, smaller], [newer])).toEqual([smaller, newer])
})

test('the page has each figure with its ratio and promise, and the plot a line through those of one kind', () => {
  const figures = [{ ...recorded, articles: 100 }, recorded]
  expect(toPerformancePage(figures)).toContain('| One change to live | 1,000 | 40 ms | 0.040 |')
  expect(toPerformancePage(figures)).toContain('0.05 × bare script: kept')
  expect(plotCost(figures).match(/<polyline/g)).toHaveLength(1)
})
