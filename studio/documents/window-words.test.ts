import { expect, test } from 'vitest'
import type { Announcement } from '#domain/announcements.ts'
import { windowInWords } from './window-words.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2027-01-15T15:00:00Z')
const groupStart: Announcement = {
  _id: 'a',
  kind: 'groupStart',
  urgency: 'routine',
  startDate: '2027-02-06',
  startTime: '18:00',
  showFrom: null,
  showUntil: null,
  cancelledUntil: null,
  message: null,
}

test('says from when to when in the words of a calendar', () => {
  expect(windowInWords(groupStart, zone, now)).toBe(
    'Patients see it from now until the end of Saturday, February 6.',
  )
  const later = { ...groupStart, showFrom: '2027-01-20T13:00:00Z', showUntil: '2027-02-05T23:00:00Z' }
  expect(windowInWords(later, zone, now)).toBe(
    'Patients see it from 8 AM on Wednesday, January 20 until 6 PM on Friday, February 5.',
  )
})

test('names the year of a date that is far off', () => {
  const far = { ...groupStart, startDate: '2028-02-05' }
  expect(windowInWords(far, zone, now)).toContain('until the end of Saturday, February 5, 2028.')
})

test('says when patients see it no more, or never', () => {
  const past = { ...groupStart, startDate: '2027-01-09' }
  expect(windowInWords(past, zone, now)).toBe(
    'Patients do not see it any more: it ended at the end of Saturday, January 9.',
  )
  const never = { ...groupStart, showFrom: '2027-02-08T13:00:00Z' }
  expect(windowInWords(never, zone, now)).toBe('Patients never see it: it ends before it starts.')
})
