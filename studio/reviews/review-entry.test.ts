import { expect, test } from 'vitest'
import { reviewFault, reviewFields } from './review-entry.ts'

const entry = { reviewer: 'person-1', date: '2026-02-06', months: '12' }

test('a whole entry has no fault, and fills in the three fields of the article', () => {
  expect(reviewFault(entry, '2026-02-06')).toBeNull()
  expect(reviewFields(entry)).toEqual({
    reviewer: { _type: 'reference', _ref: 'person-1' },
    lastReviewed: '2026-02-06',
    reviewIntervalMonths: 12,
  })
})

test.each([
  [{ reviewer: '' }, 'Choose who'],
  [{ date: '' }, 'Choose the date'],
  [{ date: '2026-02-30' }, 'Choose the date'],
  [{ date: 'soon' }, 'Choose the date'],
  [{ date: '2026-02-07' }, 'up to today'],
  [{ months: '0' }, 'from 1 to 60'],
  [{ months: '1.5' }, 'from 1 to 60'],
  [{ months: '' }, 'from 1 to 60'],
])('%o is told in words that say what to do', (change, words) => {
  expect(reviewFault({ ...entry, ...change }, '2026-02-06')).toContain(words)
})
