import { expect, test } from 'vitest'
import { needsConfirming } from './notices.ts'

const zone = 'America/New_York'

test('a notice waits to be confirmed from the day on which a year is over by the clinic’s clock', () => {
  const before = Temporal.Instant.from('2027-02-06T04:59:00Z')
  const after = Temporal.Instant.from('2027-02-06T05:00:00Z')
  expect(needsConfirming('2026-02-06', zone, before)).toBe(false)
  expect(needsConfirming('2026-02-06', zone, after)).toBe(true)
})

test('a notice that nobody has confirmed waits to be', () => {
  expect(needsConfirming(null, zone, Temporal.Instant.from('2027-02-06T05:00:00Z'))).toBe(true)
})
