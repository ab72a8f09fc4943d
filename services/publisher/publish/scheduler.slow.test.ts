import { expect, test } from 'vitest'
import { createManualClock } from '#tests/publisher/manual-clock.ts'
import { createScheduler } from './scheduler.ts'

const noon = '2027-01-15T12:00:00Z'
const hourMs = 3_600_000

/** A scheduler that compares each hour, and the instants at which something was due. */
function startScheduler() {
  const clock = createManualClock(noon)
  const due: string[] = []
  const scheduler = createScheduler(clock, {
    onDue(now) {
      for (const name of ['change', 'retry', 'compare'] as const) {
        if (now[name]) due.push(`${name} ${clock.now().toString().slice(11, 19)}`)
      }
      if (now.compare) scheduler.compareAt(clock.now().add({ milliseconds: hourMs }))
    },
  })
  scheduler.start(hourMs)
  return { clock, scheduler, due }
}

function at(time: string): Temporal.Instant {
  return Temporal.Instant.from(`2027-01-15T${time}Z`)
}

test('a change is due once, at its instant and not before', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(at('12:30:00'))
  clock.advance(30 * 60_000 - 1)
  expect(due).toEqual([])
  clock.advance(2)
  clock.advance(60_000)
  expect(due).toEqual(['change 12:30:00'])
  expect(scheduler.nextChangeAt()).toBe(null)
})

test.each(['12:00:00', '11:59:59', '00:00:00'])(
  'a change at %s, which is now or past, falls due at once',
  time => {
    const { clock, scheduler, due } = startScheduler()
    scheduler.changeAt(at(time))
    clock.advance(2)
    clock.advance(20_000)
    expect(due).toEqual(['change 12:00:00'])
  },
)

test('a change between two milliseconds is not due too early', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(at('12:00:01.0005'))
  clock.advance(1000)
  expect(due).toEqual([])
  clock.advance(2)
  expect(due).toEqual(['change 12:00:01'])
})

test('a change centuries ahead works although no timer is that long', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(Temporal.Instant.from('+275760-09-13T00:00:00Z'))
  // Longer than the 2³¹ milliseconds that a timer can be set to.
  clock.advance(25 * 24 * hourMs)
  expect(due.filter(each => each.startsWith('change'))).toEqual([])
  expect(due).toHaveLength(25 * 24 - 1)
})

test('a machine that slept past a change is ten seconds late at most', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(at('17:00:00'))
  clock.set('2027-01-15T20:00:00Z')
  clock.advance(10_001)
  expect(due).toEqual(['change 20:00:10', 'compare 20:00:10'])
})

test('a clock set forward makes everything it passed due', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(at('12:00:30'))
  scheduler.retryAt(at('12:00:40'))
  clock.advance(5000)
  clock.set('2027-01-15T12:10:00Z')
  clock.advance(10_001)
  expect(due.map(each => each.split(' ')[0])).toEqual(['change', 'retry'])
})

test('a clock set back delays neither a retry nor the comparison', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.retryAt(at('12:01:00'))
  clock.set('2027-01-12T12:00:00Z')
  clock.advance(10_001)
  expect(due.map(each => each.split(' ')[0]).toSorted()).toEqual(['change', 'compare', 'retry'])
})

test('a clock set back makes a change due, since the next one may come sooner', () => {
  const { clock, scheduler, due } = startScheduler()
  // A wrong time server: the next change, reckoned from the future, is none.
  clock.set('2027-03-01T00:00:00Z')
  scheduler.changeAt(null)
  clock.set(noon)
  clock.advance(10_001)
  expect(due).toContain('change 12:00:00')
  due.length = 0
  clock.advance(60_000)
  expect(due).toEqual([])
})

test('a small adjustment of the clock changes nothing', () => {
  const { clock, due } = startScheduler()
  clock.advance(5000)
  clock.set('2027-01-15T12:00:04.200Z')
  clock.advance(30_000)
  expect(due).toEqual([])
})

test('goes on after an error', () => {
  const clock = createManualClock(noon)
  let calls = 0
  const scheduler = createScheduler(clock, {
    onDue({ change }) {
      if (!change) return
      calls += 1
      if (calls === 1) throw new Error('This once.')
    },
  })
  scheduler.start(hourMs)
  scheduler.changeAt(at('12:00:01'))
  expect(() => clock.advance(2000)).toThrow('This once.')
  scheduler.changeAt(at('12:00:05'))
  clock.advance(10_000)
  expect(calls).toBe(2)
})

test('does nothing once it is stopped', () => {
  const { clock, scheduler, due } = startScheduler()
  scheduler.changeAt(at('12:00:01'))
  scheduler.stop()
  scheduler.retryAt(at('12:00:02'))
  clock.advance(2 * hourMs)
  expect(due).toEqual([])
})

test.each([
  ['in March, when an hour is skipped', '2027-03-14T17:00[America/New_York]', '2027-03-14T06:30:00Z'],
  ['in November, when an hour comes twice', '2027-11-07T17:00[America/New_York]', '2027-11-07T05:30:00Z'],
])('a change at five by the clinic’s clock is at five %s', (_, local, start) => {
  const clock = createManualClock(start)
  const changes: string[] = []
  const scheduler = createScheduler(clock, {
    onDue({ change }) {
      if (change)
        changes.push(clock.now().toZonedDateTimeISO('America/New_York').toPlainTime().toString().slice(0, 8))
    },
  })
  scheduler.start(hourMs)
  scheduler.changeAt(Temporal.ZonedDateTime.from(local).toInstant())
  clock.advance(24 * hourMs)
  expect(changes).toEqual(['17:00:00'])
})
