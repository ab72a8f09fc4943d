import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clinicDate, clinicDateTime, daysAgo, groupStartDates } from './calendar.ts'

const at = (text: string) => Temporal.Instant.from(text)

test('the next group starts on the next February 6th', () => {
  expect(groupStartDates(at('2026-11-23T09:37:53Z')).winter.toString()).toBe('2027-02-06')
})

test('a February 6th that is too close is left to the year after', () => {
  expect(groupStartDates(at('2027-02-03T17:00:00Z')).winter.toString()).toBe('2027-02-06')
  expect(groupStartDates(at('2027-02-04T17:00:00Z')).winter.toString()).toBe('2028-02-06')
})

test('the clinic’s clock, not UTC, says which day it is', () => {
  expect(clinicDate(at('2027-02-04T03:00:00Z')).toString()).toBe('2027-02-03')
  expect(daysAgo(at('2027-01-01T04:00:00Z'), 1)).toBe('2026-12-30')
})

test('a time of day is an instant of the clinic’s zone, in winter and in summer', () => {
  expect(clinicDateTime('2027-02-06', '18:00')).toBe('2027-02-06T23:00:00.000Z')
  expect(clinicDateTime('2027-06-12', '18:00')).toBe('2027-06-12T22:00:00.000Z')
})

test('group starts lie ahead, in order, whenever the sample is made', () => {
  const anyInstant = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map(date => Temporal.Instant.fromEpochMilliseconds(date.getTime()))
  fc.assert(
    fc.property(anyInstant, now => {
      const { winter, spring, summer } = groupStartDates(now)
      const ahead = clinicDate(now).until(winter).days
      expect(winter.month).toBe(2)
      expect(winter.day).toBe(6)
      expect(ahead).toBeGreaterThanOrEqual(3)
      expect(ahead).toBeLessThan(370)
      expect(Temporal.PlainDate.compare(winter, spring)).toBe(-1)
      expect(Temporal.PlainDate.compare(spring, summer)).toBe(-1)
    }),
  )
})
