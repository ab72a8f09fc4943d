import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { special, thanksgiving, zone } from './hours-fixture.ts'
import { countAllDays, getEnd, isDayRange, listSpans, listSpecialLines } from './special-hours.ts'

test('pages know of a day two weeks ahead, until it is over', () => {
  const spans = listSpans(thanksgiving, zone)
  expect(spans.map(({ from, first, last }) => [from, first, last].map(String))).toEqual([
    ['2026-11-12T05:00:00Z', '2026-11-19', '2026-11-26'],
  ])
  expect(String(getEnd(thanksgiving, zone))).toBe('2026-11-27T05:00:00Z')
})

test('of a summer pages write out four weeks at most, and move on every two', () => {
  const spans = listSpans(special('2026-06-01', { lastDay: '2026-08-31' }), zone)
  expect(spans.slice(0, 3).map(({ from, first, last }) => [from, first, last].map(String))).toEqual([
    ['2026-05-18T04:00:00Z', '2026-05-25', '2026-06-14'],
    ['2026-06-01T04:00:00Z', '2026-06-01', '2026-06-28'],
    ['2026-06-15T04:00:00Z', '2026-06-15', '2026-07-12'],
  ])
  expect(String(spans.at(-1)?.last)).toBe('2026-08-31')
})

test('patients read the days in their order, with names and hours', () => {
  const holidays = special('2026-12-24', { lastDay: '2027-01-01', name: ' ' })
  const lines = listSpecialLines([holidays, thanksgiving])
  expect(lines).toEqual([
    { special: thanksgiving, name: 'Thanksgiving', intervals: [] },
    { special: holidays, name: null, intervals: [] },
  ])
  expect(lines.map(({ special }) => english.hours.specialDays(special))).toEqual([
    'Thursday, November 26th',
    'December 24th to January 1st',
  ])
})

test('days end after they begin, within a year', () => {
  const lastDays = ['2026-11-25', '2026-11-26', '2027-11-26', '2028-11-26', null, 'soon']
  expect(lastDays.map(lastDay => isDayRange({ firstDay: '2026-11-26', lastDay }))).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
  ])
})

test('counts the days of all rows, whatever stands in them', () => {
  expect(countAllDays([thanksgiving, special('2026-12-21', { lastDay: '2027-01-01' })])).toBe(13)
  expect(countAllDays([special('soon'), special('2026-12-21', { lastDay: '2026-12-01' })])).toBe(2)
})
