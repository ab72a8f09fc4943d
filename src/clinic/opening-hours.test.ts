import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OpeningHoursRow, openingState, weekOfHours } from './opening-hours.ts'
import { weekdays } from './vocabulary.ts'

const ohio = 'America/New_York'
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
const anInstant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map(date => Temporal.Instant.fromEpochMilliseconds(date.getTime()))

function stateAt(localTime: string) {
  const now = Temporal.PlainDateTime.from(localTime).toZonedDateTime(ohio).toInstant()
  const { open, changesAt } = openingState(rows, ohio, now)
  return [open, changesAt?.toZonedDateTimeISO(ohio).toPlainDateTime().toString({ smallestUnit: 'minute' })]
}

test('the week runs from Monday to Sunday, with days that are not listed closed', () => {
  const week = weekOfHours(rows)
  expect(week.map(({ day }) => day)).toEqual(weekdays.map(({ value }) => value))
  expect(week[0]?.text).toBe('9:00 AM to 12:00 PM, 1:00 PM to 5:00 PM')
  expect(week[6]).toEqual({ day: 'Sunday', intervals: [], text: 'Closed' })
})

test('rows that overlap are joined', () => {
  expect(weekOfHours(rows)[4]?.text).toBe('8:30 AM to 12:00 PM, 1:00 PM to 5:00 PM')
})

test('the clinic is open from the minute it opens until the minute it closes', () => {
  expect(stateAt('2026-02-02T08:59')).toEqual([false, '2026-02-02T09:00'])
  expect(stateAt('2026-02-02T09:00')).toEqual([true, '2026-02-02T12:00'])
  expect(stateAt('2026-02-02T12:00')).toEqual([false, '2026-02-02T13:00'])
})

test('after the last hours of the week the clinic opens on Monday, by its own clock', () => {
  expect(stateAt('2026-03-07T10:00')).toEqual([false, '2026-03-09T09:00'])
})

test('a clinic that opens once a week next opens a week later', () => {
  const once: OpeningHoursRow[] = [{ days: ['Monday'], opens: '09:00', closes: '10:00' }]
  const { changesAt } = openingState(once, ohio, Temporal.Instant.from('2026-02-02T15:00:00Z'))
  expect(changesAt?.toString()).toBe('2026-02-09T14:00:00Z')
})

test('a clinic without hours is closed and stays so', () => {
  const now = Temporal.Instant.from('2026-02-02T15:00:00Z')
  expect(openingState([], ohio, now)).toEqual({ open: false, changesAt: null })
})

test('hours that the change of the clock pushes together count as one', () => {
  const night: OpeningHoursRow[] = [
    { days: ['Sunday'], opens: '01:30', closes: '02:15' },
    { days: ['Sunday'], opens: '03:00', closes: '09:00' },
  ]
  const { open, changesAt } = openingState(night, ohio, Temporal.Instant.from('2026-03-08T06:45:00Z'))
  expect([open, changesAt?.toString()]).toEqual([true, '2026-03-08T13:00:00Z'])
})

test('the clinic is as it is until the reported change, and is not any more at it', () => {
  fc.assert(
    fc.property(fc.array(aRow, { maxLength: 5 }), anInstant, (hours, now) => {
      const { open, changesAt } = openingState(hours, ohio, now)
      if (!changesAt) {
        expect(open).toBe(false)
        return
      }
      expect(Temporal.Instant.compare(now, changesAt)).toBeLessThan(0)
      expect(openingState(hours, ohio, changesAt.subtract({ milliseconds: 1 })).open).toBe(open)
      expect(openingState(hours, ohio, changesAt).open).toBe(!open)
    }),
  )
})
