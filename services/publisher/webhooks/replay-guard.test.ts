import { expect, test } from 'vitest'
import { createReplayGuard } from './replay-guard.ts'

const start = Temporal.Instant.from('2027-01-15T12:00:00Z')
const rememberMs = 5 * 60_000

function after(milliseconds: number): Temporal.Instant {
  return start.add({ milliseconds })
}

test('knows a delivery by any of its keys', () => {
  const guard = createReplayGuard(rememberMs)
  expect(guard.isNew(['signature 1', 'key 1'], start)).toBe(true)
  expect(guard.isNew(['signature 2', 'key 1'], start)).toBe(false)
  expect(guard.isNew(['signature 1', 'key 2'], start)).toBe(false)
  // What was refused leaves nothing behind.
  expect(guard.isNew(['signature 2', 'key 2'], start)).toBe(true)
})

test('forgets a delivery after its time and not before, whichever way the clock is set', () => {
  const guard = createReplayGuard(rememberMs)
  expect(guard.isNew(['a'], start)).toBe(true)
  expect(guard.isNew(['a'], after(rememberMs))).toBe(false)
  expect(guard.isNew(['a'], after(-3_600_000))).toBe(false)
  expect(guard.isNew(['a'], after(rememberMs + 1))).toBe(true)
})

test('remembers only so many in a flood: the newest', () => {
  const guard = createReplayGuard(rememberMs)
  for (let number = 0; number <= 60_000; number += 1) {
    expect(guard.isNew([`${number}`], after(Math.floor(number / 1000)))).toBe(true)
  }
  expect(guard.isNew(['0'], after(60))).toBe(true)
  expect(guard.isNew(['59999'], after(60))).toBe(false)
})
