import { expect, test } from 'vitest'
import { earliestAfter } from './next-change.ts'

const now = Temporal.Instant.from('2026-02-06T12:00:00Z')

test('the next change is the soonest instant that has not come yet', () => {
  const later = now.add({ hours: 2 })
  const soon = now.add({ nanoseconds: 1 })
  expect(earliestAfter([later, null, now, soon, now.subtract({ hours: 1 })], now)).toBe(soon)
})

test('when everything has come there is no next change', () => {
  expect(earliestAfter([now, null], now)).toBeNull()
  expect(earliestAfter([], now)).toBeNull()
})
