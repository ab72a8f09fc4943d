import { expect, test } from 'vitest'
import { freshCopy } from './fresh-copy.ts'

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')

test('a copy of an article has neither the address nor the review, and is dated now', () => {
  const original = {
    ...{ _id: 'a', _type: 'article', title: 'Ketamine', slug: { current: 'ketamine' } },
    ...{ publishedAt: '2026-01-01T12:00:00Z', reviewer: { _ref: 'p' }, lastReviewed: '2026-02-06' },
    ...{ reviewIntervalMonths: 12, author: { _ref: 'p' } },
  }
  expect(freshCopy(original, now)).toEqual({
    ...{ _id: 'a', _type: 'article', title: 'Ketamine', publishedAt: '2026-11-29T12:00:00.000Z' },
    ...{ reviewIntervalMonths: 12, author: { _ref: 'p' } },
  })
})

test('a copy of an announcement has no date and no window yet', () => {
  const words = { _id: 'a', _type: 'announcement', kind: 'groupStart', message: 'We begin' }
  const dates = { startDate: '2027-02-06', startTime: '18:00', showFrom: 'x', showUntil: 'y' }
  expect(freshCopy({ ...words, ...dates }, now)).toEqual({ ...words, startTime: '18:00' })
})
