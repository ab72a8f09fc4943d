import { expect, test } from 'vitest'
import { isDate, isInstant } from './iso-time.ts'

test.each(['2027-02-06', '2024-02-29', '1900-01-01'])('%s is a date', text => expect(isDate(text)).toBe(true))

test.each([
  // A slip of the pen.
  '1899-12-31',
  '',
  '2027-02-30',
  '2023-02-29',
  '2027-13-01',
  '2027-2-6',
  '2027-02',
  '2027-02-06T00:00:00Z',
  ' 2027-02-06',
])('“%s” is no date', text => expect(isDate(text)).toBe(false))

test.each([
  '2027-02-06T23:00:00.000Z',
  '2027-02-06T23:00:00.123456789Z',
  '2027-02-06T23:00:00Z',
  '2027-02-07T01:30:00+05:30',
])('%s is an instant, as Temporal reads it', text => {
  expect(isInstant(text)).toBe(true)
  expect(() => Temporal.Instant.from(text)).not.toThrow()
})

test.each([
  '',
  '2027-02-06',
  '2027-02-06T23:00Z',
  '2027-02-06T23:00:00',
  '2027-02-30T23:00:00Z',
  '2027-02-06T24:00:00Z',
  // Temporal reads nine digits of a second, and throws at more.
  '2027-02-06T23:00:00.1234567890Z',
])('“%s” is no instant', text => expect(isInstant(text)).toBe(false))
