import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { type OpeningHoursRow, openingWeek, weekOfHours } from './opening-hours.ts'
import { weekdays } from './vocabulary.ts'

const weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const rows: OpeningHoursRow[] = [
  { days: weekday, opens: '13:00', closes: '17:00' },
  { days: weekday, opens: '09:00', closes: '12:00' },
  { days: ['Friday', 'Saturday'], opens: '08:30', closes: '10:00' },
]

const aTime = fc.constantFrom('00:00', '01:30', '02:15', '02:45', '03:00', '09:00', '12:00', '17:30', '23:59')
const aRow = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...weekdays.map(({ value }) => value)), { minLength: 1 }),
  opens: aTime,
  closes: aTime,
})
/** What is said at this minute of the week: “Monday 08:59”. */
function sayAt(moment: string, hours = rows): string | undefined {
  const [day, time = ''] = moment.split(' ')
  const minute = 1440 * ((weekdays.findIndex(({ value }) => value === day) + 1) % 7) + minutes(time)
  const stretch = openingWeek(hours).find(({ from, until }) => from <= minute && minute < until)
  return stretch && english.hours.now(stretch.state)
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

test('the week runs from Monday to Sunday, with days that are not listed closed', () => {
  const week = weekOfHours(rows)
  expect(week.map(({ day }) => day)).toEqual(weekdays.map(({ value }) => value))
  expect(english.hours.intervals(week[0]?.intervals ?? [])).toBe('9 AM to noon, 1 PM to 5 PM')
  expect(week[6]).toEqual({ day: 'Sunday', intervals: [] })
  expect(english.hours.intervals([])).toBe('Closed')
})

test('rows that overlap are joined', () => {
  expect(english.hours.intervals(weekOfHours(rows)[4]?.intervals ?? [])).toBe('8:30 AM to noon, 1 PM to 5 PM')
})

test('the clinic is open from the minute it opens until the minute it closes', () => {
  expect(sayAt('Monday 08:59')).toBe('Closed. Opens at 9 AM')
  expect(sayAt('Monday 09:00')).toBe('Open now, until noon')
  expect(sayAt('Monday 11:59')).toBe('Open now, until noon')
  expect(sayAt('Monday 12:00')).toBe('Closed. Opens at 1 PM')
})

test('the next opening is named by its day: tomorrow, or a day of the week', () => {
  expect(sayAt('Monday 17:00')).toBe('Closed. Opens tomorrow at 9 AM')
  expect(sayAt('Tuesday 00:00')).toBe('Closed. Opens at 9 AM')
  expect(sayAt('Saturday 10:00')).toBe('Closed. Opens Monday at 9 AM')
  expect(sayAt('Sunday 23:59')).toBe('Closed. Opens tomorrow at 9 AM')
})

test('a clinic that opens once a week next opens a week later', () => {
  const once: OpeningHoursRow[] = [{ days: ['Monday'], opens: '09:00', closes: '10:00' }]
  expect(sayAt('Monday 10:00', once)).toBe('Closed. Opens Monday at 9 AM')
})

test('nothing is said of a clinic without hours', () => {
  expect(openingWeek([])).toEqual([])
})

test('every minute of the week has one thing said of it, and it agrees with the hours', () => {
  fc.assert(
    fc.property(fc.array(aRow, { maxLength: 5 }), hours => {
      const week = openingWeek(hours)
      if (week.length === 0) return
      expect(week.map(({ from }) => from)).toEqual([0, ...week.slice(0, -1).map(({ until }) => until)])
      expect(week.at(-1)?.until).toBe(7 * 1440)
      for (const { from, until, state } of week) {
        const day = weekdays[(Math.floor(from / 1440) + 6) % 7]?.value
        const opened = hours.some(
          ({ days, opens, closes }) =>
            days.some(value => value === day) &&
            minutes(opens) <= from % 1440 &&
            from % 1440 < minutes(closes),
        )
        expect([from, until, state.open]).toEqual([from, until, opened])
      }
    }),
  )
})
