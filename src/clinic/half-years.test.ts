import { expect, test } from 'vitest'
import { nextHalfYears } from './half-years.ts'

test.each([
  ['2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-06-30T23:59:59Z', '2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z', '2027-07-01T00:00:00Z'],
  ['2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z', '2027-07-01T00:00:00Z'],
])('after %s come %s and %s', (now, next, afterNext) => {
  expect(nextHalfYears(Temporal.Instant.from(now)).map(String)).toEqual([next, afterNext])
})
