import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { createCalendar, findStretch, listStretches } from './hours-calendar.ts'
import { openingHours, special, thanksgiving, zone } from './hours-fixture.ts'
import { type OpeningHoursRow, openingWeek } from './opening-hours.ts'
import { getEnd, type Hours, listSpans, type SpecialHours } from './special-hours.ts'

/** What a page writes out that was made at a moment. */
function writtenAt(hours: Hours, made: Temporal.Instant) {
  const ahead = hours.specialHours.filter(each => isAfter(getEnd(each, zone), made))
  const spans = ahead.flatMap(
    each => listSpans(each, zone).findLast(({ from }) => !isAfter(from, made)) ?? [],
  )
  const dates = spans.flatMap(({ first, last }) =>
    Array.from({ length: first.until(last).days + 1 }, (_, index) => first.add({ days: index })),
  )
  const each = new Map(dates.map(date => [date.toString(), date]))
  const sorted = [...each.values()].sort(Temporal.PlainDate.compare)
  return listStretches({ ...hours, specialHours: ahead }, sorted, zone)
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

/** What a page says at a moment by the clinic’s clock, as its script chooses it: days that differ, else the week. */
function sayAt(clock: string, hours: Hours, made?: Temporal.Instant): string | undefined {
  const moment = Temporal.PlainDateTime.from(clock).toZonedDateTime(zone)
  const at = moment.toInstant()
  const dated = writtenAt(hours, made ?? at).find(
    ({ from, until }) => Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0,
  )
  if (dated) return english.hours.now(dated.state)
  const minute = ((moment.dayOfWeek % 7) * 24 + moment.hour) * 60 + moment.minute
  const week = openingWeek(hours.openingHours).find(({ from, until }) => from <= minute && minute < until)
  return week && english.hours.now(week.state)
}

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

test('other hours of several days open no day that is closed every week, but for a weekend alone', () => {
  const noon = { opens: '09:00', closes: '12:00' }
  const holidays = {
    openingHours,
    specialHours: [special('2026-12-21', { ...noon, lastDay: '2027-01-01' })],
  }
  expect(sayAt('2026-12-24T10:00', holidays)).toBe('Open now, until noon')
  expect(sayAt('2026-12-27T10:00', holidays)).toBe('Closed. Opens tomorrow at 9 AM')
  const weekend = { openingHours, specialHours: [special('2026-12-05', { ...noon, lastDay: '2026-12-06' })] }
  expect(sayAt('2026-12-06T10:00', weekend)).toBe('Open now, until noon')
})

test('a long closure names the day on which it is over', () => {
  const hours = { openingHours, specialHours: [special('2026-12-21', { lastDay: '2027-01-01' })] }
  expect(sayAt('2026-12-18T17:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
  expect(sayAt('2026-12-28T12:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
  expect(sayAt('2026-12-31T12:00', hours)).toBe('Closed. Opens Monday at 9 AM')
  expect(writtenAt(hours, Temporal.Instant.from('2026-12-18T22:00:00Z')).length).toBeLessThan(10)
})

test('an opening is never named on a closed day, however far ahead its closure', () => {
  const hours = {
    openingHours,
    specialHours: [
      special('2026-12-01', { lastDay: '2026-12-20' }),
      special('2026-12-21', { lastDay: '2027-01-03' }),
    ],
  }
  expect(sayAt('2026-11-30T17:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
  expect(sayAt('2026-12-20T17:00', hours)).toBe('Closed. Opens Jan 4 at 9 AM')
})

test('of a summer with other hours, a page writes out a few weeks', () => {
  const noon = { lastDay: '2026-08-31', opens: '09:00', closes: '12:00' }
  const hours = { openingHours, specialHours: [special('2026-06-01', noon)] }
  for (const made of ['2026-05-20T12:00:00Z', '2026-06-20T12:00:00Z', '2026-08-25T12:00:00Z'])
    expect(writtenAt(hours, Temporal.Instant.from(made)).length).toBeLessThan(60)
})

test('one day within a closure may be open; of two rows for a day, closed counts', () => {
  const holidays = special('2026-12-21', { lastDay: '2027-01-01' })
  const open = special('2026-12-28', { opens: '09:00', closes: '12:00' })
  const intervalsOf = (specialHours: SpecialHours[]) =>
    createCalendar({ openingHours, specialHours }).findIntervals(Temporal.PlainDate.from('2026-12-28'))
  expect(intervalsOf([open, holidays])).toHaveLength(1)
  expect(intervalsOf([open, special('2026-12-28', { _key: 'x' })])).toEqual([])
})

test('the day on which the clock is put back is closed for all of its 25 hours', () => {
  const everyDay: OpeningHoursRow[] = [{ days: ['Sunday', 'Monday'], opens: '00:00', closes: '12:00' }]
  const hours = { openingHours: everyDay, specialHours: [special('2026-11-01')] }
  expect(writtenAt(hours, Temporal.Instant.from('2026-10-30T12:00:00Z'))).toContainEqual({
    from: '2026-11-01T04:00:00Z',
    until: '2026-11-02T05:00:00Z',
    state: { open: false, next: { when: 'tomorrow', opens: '00:00' } },
  })
})

test('the work grows with the days of the rows, not with their number as well', () => {
  const one = countReads(['2026-01-01'])
  const inARow = countReads(Array.from({ length: 60 }, (_, index) => `${2026 + index}-01-01`))
  const atOnce = countReads(Array.from({ length: 60 }, () => '2026-01-01'))
  expect(inARow).toBeLessThan(90 * one)
  expect(atOnce).toBeLessThan(90 * one)
})

/** How often rows of a year are looked at to say what holds on each of their days. */
function countReads(firstDays: string[]): number {
  let reads = 0
  const rows = firstDays.map(firstDay => {
    const lastDay = Temporal.PlainDate.from(firstDay).add({ days: 365 }).toString()
    const row = special(firstDay, { lastDay })
    return new Proxy(row, {
      get: (target, name) => {
        reads += 1
        return Reflect.get(target, name)
      },
    })
  })
  const first = Temporal.PlainDate.from('2026-01-01')
  const dates = Array.from({ length: 366 }, (_, index) => first.add({ days: index }))
  expect(listStretches({ openingHours, specialHours: rows }, dates, zone).length).toBeGreaterThan(0)
  return reads
}

const firstDay = Temporal.PlainDate.from('2026-10-20')
const aDay = fc.integer({ min: 0, max: 40 }).map(days => firstDay.add({ days }))
const aSpecial = fc
  .record({
    first: aDay,
    length: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 13, max: 60 })),
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
      const clock = day.toPlainDateTime(time).toString()
      const said = sayAt(clock, hours)
      const isOpen = createCalendar(hours)
        .findIntervals(day)
        .some(
          ({ opens, closes }) =>
            Temporal.PlainTime.compare(opens, time) <= 0 && Temporal.PlainTime.compare(time, closes) < 0,
        )
      expect(said?.startsWith('Open now')).toBe(isOpen)
      const stretch = findStretch(day.toZonedDateTime({ timeZone: zone, plainTime: time }), hours)
      expect(stretch && english.hours.now(stretch.state)).toBe(said)
      // A page that was made two weeks before and kept says the same.
      const at = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
      const made = specialHours
        .flatMap(each => listSpans(each, zone).map(({ from }) => from))
        .filter(from => !isAfter(from, at))
        .sort(Temporal.Instant.compare)
        .at(-1)
      if (made) expect(sayAt(clock, hours, made)).toBe(said)
    }),
  )
})
