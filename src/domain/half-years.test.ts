import { expect, test } from 'vitest'
import { nextHalfYears } from './half-years.ts'

const zone = 'America/New_York'

test.each([
  ['2026-01-01T05:00:00Z', '2026-07-01T04:00:00Z', '2027-01-01T05:00:00Z'],
  ['2026-07-01T03:59:59Z', '2026-07-01T04:00:00Z', '2027-01-01T05:00:00Z'],
  ['2026-07-01T04:00:00Z', '2027-01-01T05:00:00Z', '2027-07-01T04:00:00Z'],
  ['2027-01-01T04:59:59Z', '2027-01-01T05:00:00Z', '2027-07-01T04:00:00Z'],
])('after %s come %s and %s, by the clock of the clinic', (now, next, afterNext) => {
  expect(nextHalfYears(Temporal.Instant.from(now), zone).map(String)).toEqual([next, afterNext])
})
