import { expect, test } from 'vitest'
import { createManualClock } from '#tests/publisher/manual-clock.ts'
import { createSessions } from './sessions.ts'

const cookie = { name: 'clinic-preview', attributes: 'Path=/; HttpOnly; SameSite=Lax' }

function start() {
  const clock = createManualClock()
  const sessions = createSessions({ clock, cookie })
  return {
    clock,
    sessions,
    find: (header: string) => sessions.find({ headers: { cookie: header } }),
    open: (studioOrigin: string | null = null) => sessions.open(studioOrigin).split(';', 1)[0] ?? '',
  }
}

test('recognises a session for twelve hours', () => {
  const { clock, sessions, find, open } = start()
  const held = open('https://clinic.sanity.studio')
  const session = find(`other=1; ${held}; more=2`)
  expect(session).toMatchObject({ studioOrigin: 'https://clinic.sanity.studio' })

  clock.advance(12 * 3_600_000 - 1)
  expect(session && sessions.isOpen(session)).toBe(true)
  clock.advance(1)
  expect(session && sessions.isOpen(session)).toBe(false)
  expect(find(held)).toBeNull()
})

test('recognises no request without a cookie, with another key, or with a cookie of another name', () => {
  const { find, open } = start()
  const held = open()
  const key = held.split('=')[1]
  for (const header of ['', 'clinic-preview=', `clinic-preview=${key}x`, `other=${key}`, 'clinic-preview']) {
    expect(find(header), header).toBeNull()
  }
})

test('finds the valid one among cookies of the same name, and checks only a few', () => {
  const { find, open } = start()
  const held = open()
  expect(find(`clinic-preview=stale; ${held}`)).not.toBeNull()
  expect(find(`${'clinic-preview=x; '.repeat(4)}${held}`)).toBeNull()
})

test('ends a session and removes its cookie', () => {
  const { sessions, find, open } = start()
  const held = open()
  expect(sessions.close(find(held))).toBe('clinic-preview=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
  expect(find(held)).toBeNull()
})

test('reuses a session while half of it is left and the Studio is the same', () => {
  const { clock, sessions, find, open } = start()
  const session = find(open('https://clinic.sanity.studio'))
  if (!session) throw new Error('Nobody was let in.')
  expect(sessions.isFresh(session, null)).toBe(true)
  expect(sessions.isFresh(session, 'https://clinic.sanity.studio')).toBe(true)
  expect(sessions.isFresh(session, 'http://localhost:3333')).toBe(false)
  clock.advance(6 * 3_600_000)
  expect(sessions.isFresh(session, null)).toBe(false)
})

test('keeps the latest 64', () => {
  const { find, open } = start()
  const held = Array.from({ length: 65 }, () => open())
  expect(find(held[0] ?? '')).toBeNull()
  expect(find(held[1] ?? '')).not.toBeNull()
  expect(find(held[64] ?? '')).not.toBeNull()
})
