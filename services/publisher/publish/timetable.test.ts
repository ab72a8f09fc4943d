import { expect, test } from 'vitest'
import { emptyTimetable, type Timetable, takeDue, toSleepMs } from './timetable.ts'

const noon = at('12:00:00')
const hourMs = 3_600_000

function at(time: string): Temporal.Instant {
  return Temporal.Instant.from(`2027-01-15T${time}Z`)
}

function plan(times: Partial<Timetable>): Timetable {
  return { ...emptyTimetable, latestMs: noon.epochMilliseconds, ...times }
}

/** What is due at `now`, of a timetable whose comparisons are an hour apart. */
function listDue(times: Partial<Timetable>, now: Temporal.Instant): string[] {
  const { isDue } = takeDue(plan(times), now, hourMs)
  return Object.entries(isDue).flatMap(([name, due]) => (due ? [name] : []))
}

test.each([
  ['at its instant', { change: at('12:30:00') }, '12:30:00', ['change']],
  ['not before', { change: at('12:30:00') }, '12:29:59.999', []],
  ['not between two milliseconds', { change: at('12:00:01.0005') }, '12:00:01.000', []],
  ['at once when it is past', { change: at('00:00:00') }, '12:00:00', ['change']],
  ['centuries ahead', { change: Temporal.Instant.from('+275760-09-13T00:00:00Z') }, '23:00:00', []],
  ['after a sleep', { change: at('17:00:00'), compare: at('13:00:00') }, '20:00:10', ['change', 'compare']],
  [
    'after a clock set forward',
    { change: at('12:00:30'), retry: at('12:00:40') },
    '12:10:00',
    ['change', 'retry'],
  ],
  ['after a small adjustment of the clock', { change: at('17:00:00') }, '11:59:59.200', []],
])('a change is due: %s', (_, times, now, due) => {
  expect(listDue(times, at(now))).toEqual(due)
})

test('is due once', () => {
  const { rest } = takeDue(plan({ change: at('12:30:00'), retry: at('12:30:01') }), at('12:30:00'), hourMs)
  expect(rest).toMatchObject({ change: null, retry: at('12:30:01') })
})

test('a clock set back delays neither a retry nor the comparison, and makes a change due once', () => {
  const back = Temporal.Instant.from('2027-01-12T12:00:00Z')
  const times = { retry: at('12:00:30'), compare: at('13:00:00') }
  expect(listDue(times, back)).toEqual(['change', 'retry', 'compare'])
  // The next change, reckoned from a wrong future, was none.
  const { rest } = takeDue(plan({ change: null }), back, hourMs)
  expect(takeDue(rest, back.add({ seconds: 10 }), hourMs).isDue.change).toBe(false)
})

test.each([
  ['nothing', {}, 10_001],
  ['something far away', { change: at('17:00:00') }, 10_001],
  ['something near: rather a millisecond late than early', { change: at('12:00:01.0005') }, 1001],
  ['something past', { retry: at('11:00:00') }, 1],
])('sleeps for %s', (_, times, ms) => {
  expect(toSleepMs(plan(times), noon)).toBe(ms)
})
