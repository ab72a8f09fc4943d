import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { announcementSentence } from './announcements.ts'
import { findClosure } from './closures.ts'
import { openingHours, special, thanksgiving, zone } from './hours-fixture.ts'
import type { SpecialHours } from './special-hours.ts'

function announcedAt(clock: string, specialHours: SpecialHours[]): string | null {
  const now = Temporal.PlainDateTime.from(clock).toZonedDateTime(zone).toInstant()
  const closure = findClosure({ openingHours, specialHours }, zone, now)
  return closure && announcementSentence(closure, null, english.announcements)
}

test('the bar announces a closed day three days before, and not one with other hours', () => {
  const rows = [thanksgiving, special('2026-11-27', { opens: '09:00', closes: '12:00' })]
  expect(announcedAt('2026-11-22T23:59:59', rows)).toBeNull()
  expect(announcedAt('2026-11-23T00:00', rows)).toBe(
    'We are closed on Thursday, November 26th (Thanksgiving)',
  )
  expect(announcedAt('2026-11-27T00:00', rows)).toBeNull()
})

test('of two closed days in a row the first is announced until it is over, whatever their keys', () => {
  const rows = [
    special('2026-11-27', { _key: 'a' }),
    special('2026-11-26', { _key: 'b' }),
    special('2026-11-26', { _key: '0', lastDay: '2026-11-30' }),
  ]
  expect(announcedAt('2026-11-26T10:00', rows)).toBe('We are closed on Thursday, November 26th')
  expect(announcedAt('2026-11-27T10:00', rows.slice(0, 2))).toBe('We are closed on Friday, November 27th')
})

test('nothing is announced on a day within a closure that is open after all', () => {
  const rows = [
    special('2026-12-21', { lastDay: '2027-01-01' }),
    special('2026-12-28', { opens: '09:00', closes: '12:00' }),
  ]
  const words = 'We are closed from December 21st to January 1st'
  expect(announcedAt('2026-12-18T00:00', rows)).toBe(words)
  expect(announcedAt('2026-12-27T23:59', rows)).toBe(words)
  expect(announcedAt('2026-12-28T00:00', rows)).toBeNull()
  expect(announcedAt('2026-12-29T00:00', rows)).toBe(words)
  expect(announcedAt('2027-01-02T00:00', rows)).toBeNull()
  const everyDay = ['21', '22'].map(day => special(`2026-12-${day}`, { opens: '09:00', closes: '12:00' }))
  expect(
    announcedAt('2026-12-20T12:00', [special('2026-12-21', { lastDay: '2026-12-22' }), ...everyDay]),
  ).toBeNull()
})
