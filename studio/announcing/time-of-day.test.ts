import { expect, test } from 'vitest'
import { readTimeOfDay } from './time-of-day.ts'

test.each([
  ['6 PM', '18:00'],
  ['6pm', '18:00'],
  ['6:30 p.m.', '18:30'],
  ['12 AM', '00:00'],
  ['12 pm', '12:00'],
  ['noon', '12:00'],
  ['18:00', '18:00'],
  ['9:05', '09:05'],
])('reads “%s” as %s', (written, time) => {
  expect(readTimeOfDay(written)).toBe(time)
})

test.each(['6', '25:00', '13 PM', '6:75 PM', 'evening', ''])('does not guess what “%s” means', written => {
  expect(readTimeOfDay(written)).toBeNull()
})
