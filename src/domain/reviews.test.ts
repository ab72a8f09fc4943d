import { expect, test } from 'vitest'
import { nextReviewDate, reviewChanges, reviewState } from './reviews.ts'

const ohio = 'America/New_York'

test('the next review falls on the same day some months later, or on the last of a shorter month', () => {
  expect(nextReviewDate('2026-02-06', 12)).toBe('2027-02-06')
  expect(nextReviewDate('2026-01-31', 1)).toBe('2026-02-28')
  expect(nextReviewDate('2024-02-29', 12)).toBe('2025-02-28')
})

test('a review is due for 30 days and overdue once its day is over in the clinic', () => {
  const instants = [
    '2027-01-07T04:59:59Z',
    '2027-01-07T05:00:00Z',
    '2027-02-07T04:59:59Z',
    '2027-02-07T05:00:00Z',
  ]
  const states = instants.map(now => reviewState('2026-02-06', 12, ohio, Temporal.Instant.from(now)))
  expect(states).toEqual(['current', 'due', 'due', 'overdue'])
})

test('the changes of a review are reported in their order', () => {
  expect(reviewChanges('2026-02-06', 12, ohio).map(String)).toEqual([
    '2027-01-07T05:00:00Z',
    '2027-02-07T05:00:00Z',
  ])
})
