import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dateInZone,
  endOfDay,
  formatDate,
  formatLongDate,
  formatMonthDay,
  formatTimeOfDay,
  isTimeZone,
  parseDate,
  startOfDay,
  toInstant,
} from './clinic-time.ts'

const ohio = 'America/New_York'
const zones = [ohio, 'America/Los_Angeles', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC']

const aZone = fc.constantFrom(...zones)
const aDate = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const aTime = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

test('a date and a time by the clinic’s clock make an instant', () => {
  expect(toInstant('2026-02-06', '18:00', ohio).toString()).toBe('2026-02-06T23:00:00Z')
  expect(toInstant('2026-07-06', '18:00', ohio).toString()).toBe('2026-07-06T22:00:00Z')
})

test('a time that the clock skips in spring counts as an hour later', () => {
  expect(toInstant('2026-03-08', '02:30', ohio).toString()).toBe('2026-03-08T07:30:00Z')
})

test('of a time that the clock shows twice in autumn, the first counts', () => {
  expect(toInstant('2026-11-01', '01:30', ohio).toString()).toBe('2026-11-01T05:30:00Z')
})

test('a day lasts 23 hours in spring, 25 in autumn, and 24 otherwise', () => {
  const hours = (date: string) => startOfDay(date, ohio).until(endOfDay(date, ohio)).total('hours')
  expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-02-06')]).toEqual([23, 25, 24])
})

test('a day ends where the next begins, even where the clock skips midnight', () => {
  expect(endOfDay('2026-04-23', 'Africa/Cairo').toString()).toBe('2026-04-23T22:00:00Z')
  expect(startOfDay('2026-04-24', 'Africa/Cairo').toString()).toBe('2026-04-23T22:00:00Z')
})

test('every time of a day lies within the day, in every zone and across every change of the clock', () => {
  fc.assert(
    fc.property(aDate, aTime, aZone, (date, time, zone) => {
      const instant = toInstant(date, time, zone)
      expect(Temporal.Instant.compare(startOfDay(date, zone), instant)).toBeLessThanOrEqual(0)
      expect(Temporal.Instant.compare(instant, endOfDay(date, zone))).toBeLessThan(0)
      expect(dateInZone(instant, zone)).toBe(date)
    }),
  )
})

test('the date at an instant is the clinic’s date, not Greenwich’s', () => {
  expect(dateInZone(Temporal.Instant.from('2026-02-07T04:59:59Z'), ohio)).toBe('2026-02-06')
  expect(dateInZone(Temporal.Instant.from('2026-02-07T05:00:00Z'), ohio)).toBe('2026-02-07')
})

test('days of the month carry their ordinal', () => {
  const days = ['01', '02', '03', '04', '11', '12', '13', '21', '22', '23', '31']
  expect(days.map(day => formatMonthDay(`2026-01-${day}`).replace('January ', ''))).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '31st',
  ])
  expect(formatMonthDay('2026-02-06')).toBe('February 6th')
})

test('a long date names the weekday and the year', () => {
  expect(formatLongDate('2026-02-06')).toBe('Friday, February 6, 2026')
})

test('a plain date leaves the weekday out', () => {
  expect(formatDate('2026-02-06')).toBe('February 6, 2026')
})

test('times of day are written on a twelve-hour clock', () => {
  expect(['00:00', '00:05', '09:00', '12:00', '18:30'].map(formatTimeOfDay)).toEqual([
    'midnight',
    '12:05 AM',
    '9 AM',
    'noon',
    '6:30 PM',
  ])
})

test('a date or time that is none is refused with a way out', () => {
  expect(() => parseDate('02/06/2026')).toThrow('Write it as year-month-day')
  expect(() => parseDate('2026-02-30')).toThrow('not a day of the calendar')
  expect(() => formatTimeOfDay('6 PM')).toThrow('24-hour clock')
  expect(() => toInstant('2026-02-06', '24:00', ohio)).toThrow(RangeError)
})

test('a time zone is known by name; an offset or a typing error is none', () => {
  expect(zones.every(isTimeZone)).toBe(true)
  expect(['-05:00', 'Ohio', ''].some(isTimeZone)).toBe(false)
})
