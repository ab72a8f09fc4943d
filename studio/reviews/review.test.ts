import { expect, test } from 'vitest'
import { computeReview, reviewWords } from './review.ts'

const zone = 'America/New_York'
const wordsAt = (now: string, lastReviewed?: unknown, reviewIntervalMonths?: unknown) =>
  reviewWords(computeReview({ lastReviewed, reviewIntervalMonths }, zone, Temporal.Instant.from(now)))

test('a review is current, then due, then overdue, in words with the date that counts', () => {
  expect(wordsAt('2026-06-01T12:00:00Z', '2026-02-06', 12)).toBe('Reviewed, next by February 6, 2027')
  expect(wordsAt('2027-02-07T04:59:00Z', '2026-02-06', 12)).toBe('Review due by February 6, 2027')
  expect(wordsAt('2027-02-07T05:00:00Z', '2026-02-06', 12)).toBe('Review overdue since February 6, 2027')
})

test('an article without a date, or with one that is half typed, is not reviewed yet', () => {
  for (const lastReviewed of [undefined, '', '2026-02', '2026-02-30', 7]) {
    expect(wordsAt('2026-06-01T12:00:00Z', lastReviewed, 12)).toBe('Not reviewed yet')
  }
})

test('an article without an interval is reviewed once a year', () => {
  expect(wordsAt('2026-06-01T12:00:00Z', '2026-02-06')).toBe('Reviewed, next by February 6, 2027')
})
