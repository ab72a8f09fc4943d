import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findBarAnnouncement } from './announcements.ts'
import { type OpeningHoursRow, openingWeek } from './opening-hours.ts'
import {
  closureAnnouncements,
  type Hours,
  intervalsOnDate,
  isShortEnough,
  type SpecialHours,
  specialLines,
  specialStretches,
  specialWindow,
  stretchAt,
} from './special-hours.ts'

const zone = 'America/New_York'
const openingHours: OpeningHoursRow[] = [
  { days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], opens: '09:00', closes: '17:00' },
]

function special(firstDay: string, fields: Partial<SpecialHours> = {}): SpecialHours {
  return { _key: firstDay, firstDay, lastDay: null, name: null, opens: null, closes: null, ...fields }
}

/** What a page says at a moment by the clinic’s clock, as its script chooses it: days that differ, else the week. */
function sayAt(clock: string, hours: Hours): string | undefined {
  const moment = Temporal.PlainDateTime.from(clock).toZonedDateTime(zone)
  const at = moment.toInstant()
  const dated = specialStretches(hours, zone).find(
    ({ from, until }) => Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0,
  )
  if (dated) return dated.text
  const minute = ((moment.dayOfWeek % 7) * 24 + moment.hour) * 60 + moment.minute
  return openingWeek(hours.openingHours).find(({ from, until }) => from <= minute && minute < until)?.text
}

const thanksgiving = special('2026-11-26', { name: 'Thanksgiving' })
const closed = { openingHours, specialHours: [thanksgiving] }

test('a closed day is closed, and the evening before names the opening after it', () => {
  expect(sayAt('2026-11-25T12:00', closed)).toBe('Open now, until 5 PM')
  expect(sayAt('2026-11-25T17:00', closed)).toBe('Closed. Opens Friday at 9 AM')
  expect(sayAt('2026-11-26T00:00', closed)).toBe('Closed. Opens tomorrow at 9 AM')
  expect(sayAt('2026-11-26T12:00', closed)).toBe('Closed. Opens tomorrow at 9 AM')
  expect(sayAt('2026-11-27T00:00', closed)).toBe('Closed. Opens at 9 AM')
  expect(sayAt('2026-12-03T12:00', closed)).toBe('Open now, until 5 PM')
})

test('a day with other hours is open then, a Saturday too', () => {
  const hours = {
    openingHours,
    specialHours: [
      special('2026-12-24', { opens: '09:00', closes: '12:00' }),
      special('2026-12-05', { opens: '10:00', closes: '14:00' }),
    ],
  }
  expect(sayAt('2026-12-24T11:59', hours)).toBe('Open now, until noon')
  expect(sayAt('2026-12-24T12:00', hours)).toBe('Closed. Opens tomorrow at 9 AM')
  expect(sayAt('2026-12-04T18:00', hours)).toBe('Closed. Opens tomorrow at 10 AM')
  expect(sayAt('2026-12-05T10:00', hours)).toBe('Open now, until 2 PM')
})

test('a long closure names the day on which it is over', () => {
  const hours = { openingHours, specialHours: [special('2026-12-21', { lastDay: '2027-01-01' })] }
  expect(sayAt('2026-12-18T17:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
  expect(sayAt('2026-12-28T12:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
  expect(sayAt('2026-12-31T12:00', hours)).toBe('Closed. Opens Monday at 9 AM')
  expect(specialStretches(hours, zone).length).toBeLessThan(10)
})

test('one day within a closure may be open; of two rows for a day, closed counts', () => {
  const holidays = special('2026-12-21', { lastDay: '2027-01-01' })
  const open = special('2026-12-28', { opens: '09:00', closes: '12:00' })
  const date = Temporal.PlainDate.from('2026-12-28')
  expect(intervalsOnDate(date, { openingHours, specialHours: [open, holidays] })).toHaveLength(1)
  expect(
    intervalsOnDate(date, { openingHours, specialHours: [open, special('2026-12-28', { _key: 'x' })] }),
  ).toEqual([])
})

test('the day on which the clock is put back is closed for all of its 25 hours', () => {
  const everyDay: OpeningHoursRow[] = [{ days: ['Sunday', 'Monday'], opens: '00:00', closes: '12:00' }]
  const stretches = specialStretches({ openingHours: everyDay, specialHours: [special('2026-11-01')] }, zone)
  expect(stretches).toContainEqual({
    from: '2026-11-01T04:00:00Z',
    until: '2026-11-02T05:00:00Z',
    open: false,
    text: 'Closed. Opens tomorrow at midnight',
  })
})

test('pages know of a day two weeks ahead, until it is over', () => {
  const { soonFrom, until } = specialWindow(thanksgiving, zone)
  expect([soonFrom, until].map(String)).toEqual(['2026-11-12T05:00:00Z', '2026-11-27T05:00:00Z'])
})

test('patients read the days in their order, with names and hours', () => {
  const rows = [special('2026-12-24', { lastDay: '2027-01-01', name: ' ' }), thanksgiving]
  expect(specialLines(rows)).toEqual([
    { key: '2026-11-26', days: 'Thursday, November 26th', name: 'Thanksgiving', text: 'Closed' },
    { key: '2026-12-24', days: 'December 24th to January 1st', name: null, text: 'Closed' },
  ])
})

test('the bar announces a closed day three days before, and not one with other hours', () => {
  const closures = closureAnnouncements(
    [thanksgiving, special('2026-11-27', { opens: '09:00', closes: '12:00' })],
    zone,
  )
  const barAt = (now: string) =>
    findBarAnnouncement(closures, zone, Temporal.Instant.from(now))?.message ?? null
  expect(barAt('2026-11-23T04:59:59Z')).toBeNull()
  expect(barAt('2026-11-23T05:00:00Z')).toBe('We are closed on Thursday, November 26th (Thanksgiving)')
  expect(barAt('2026-11-27T05:00:00Z')).toBeNull()
})

test('days end after they begin, within a year', () => {
  const lastDays = ['2026-11-25', '2026-11-26', '2027-11-26', '2028-11-26', null, 'soon']
  expect(lastDays.map(lastDay => isShortEnough({ firstDay: '2026-11-26', lastDay }))).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
  ])
})

const aDay = fc.integer({ min: 0, max: 40 }).map(days => Temporal.PlainDate.from('2026-10-20').add({ days }))
const aSpecial = fc
  .record({
    first: aDay,
    length: fc.integer({ min: 0, max: 12 }),
    hours: fc.constantFrom(null, ['09:00', '12:00'] as const, ['00:00', '23:59'] as const),
  })
  .map(({ first, length, hours }) =>
    special(first.toString(), {
      lastDay: first.add({ days: length }).toString(),
      opens: hours?.[0] ?? null,
      closes: hours?.[1] ?? null,
    }),
  )

test('at every moment a page says whether the clinic is open, as the hours of that day have it', () => {
  const moments = fc.record({ day: aDay, hour: fc.integer({ min: 0, max: 23 }) })
  fc.assert(
    fc.property(fc.array(aSpecial, { maxLength: 4 }), moments, (specialHours, { day, hour }) => {
      const hours = { openingHours, specialHours }
      const time = Temporal.PlainTime.from({ hour })
      const said = sayAt(day.toPlainDateTime(time).toString(), hours)
      const isOpen = intervalsOnDate(day, hours).some(
        ({ opens, closes }) =>
          Temporal.PlainTime.compare(opens, time) <= 0 && Temporal.PlainTime.compare(time, closes) < 0,
      )
      expect(said?.startsWith('Open now')).toBe(isOpen)
      expect(stretchAt(day.toZonedDateTime({ timeZone: zone, plainTime: time }), hours)?.text).toBe(said)
    }),
  )
})
