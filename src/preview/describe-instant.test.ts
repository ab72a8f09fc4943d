import { expect, test } from 'vitest'
import { describeInstant } from './describe-instant.ts'

test('describes an instant by the clinic’s clock, and a day alone as a day', () => {
  const describe = (instant: string) => describeInstant(Temporal.Instant.from(instant), 'America/New_York')
  expect(describe('2027-02-06T17:00:00Z')).toEqual({
    words: 'Saturday, February 6, 2027',
    typed: 'February 6, 2027',
  })
  expect(describe('2027-02-06T14:30:00Z').words).toBe('Saturday, February 6, 2027, 9:30 AM')
})
