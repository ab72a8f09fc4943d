import { expect, test } from 'vitest'
import { parseRequestedInstant } from './requested-instant.ts'

const zone = 'America/New_York'

test.each([
  ['2027-02-06', '2027-02-06T17:00:00Z'],
  ['2027-07-06', '2027-07-06T16:00:00Z'],
  ['2027-02-06T09:30', '2027-02-06T14:30:00Z'],
  ['2027-02-06T09:30:15', '2027-02-06T14:30:15Z'],
  ['2027-02-06T14:30:00Z', '2027-02-06T14:30:00Z'],
  ['2027-02-06T09:30:00-08:00', '2027-02-06T17:30:00Z'],
  // The clock skips this time: the next hour is taken.
  ['2027-03-14T02:30', '2027-03-14T07:30:00Z'],
])('reads %s by the clinic’s calendar and clock', (asked, instant) => {
  expect(parseRequestedInstant(asked, zone)?.toString()).toBe(instant)
})

test('reads nothing and “now” as now', () => {
  for (const asked of [null, '', ' ', 'now']) expect(parseRequestedInstant(asked, zone)).toBeNull()
})

test('refuses what is not a date, and years out of range', () => {
  for (const asked of ['tomorrow', '2027-02-30', '2027-13-01', '06/02/2027', '<b>', '2027-02-06T25:00']) {
    expect(() => parseRequestedInstant(asked, zone), asked).toThrow(/Write it as in 2026-02-06/)
  }
  expect(() => parseRequestedInstant('1999-01-01', zone)).toThrow(/the years from 2000 to 2099/)
  expect(() => parseRequestedInstant('+012027-01-01T00:00Z', zone)).toThrow(/the years from 2000 to 2099/)
})
