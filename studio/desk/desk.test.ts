import { expect, test } from 'vitest'
import { listAnnouncements } from './announcement-lists.ts'
import { findAttention } from './attention.ts'
import { deskContent, start } from './desk-fixture.ts'
import { nextStart } from './next-start.ts'
import { groupStartValue } from './templates.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2027-01-15T15:00:00Z')

test('sorts announcements by the clinic’s clock, the next start first, with their state in words', () => {
  const lists = listAnnouncements(
    deskContent({
      announcements: [
        start('later', '2027-04-10'),
        start('next', '2027-02-06'),
        start('waits', '2027-06-12', { showFrom: '2027-04-11T12:00:00Z' }),
        start('over', '2027-01-09'),
        start('drafts.next', '2027-02-13'),
        start('drafts.new', '2027-08-14'),
      ],
    }),
    now,
  )
  expect(lists.live.map(({ id, words }) => [id, words])).toEqual([
    ['next', 'Live until the end of Saturday, February 6 · in the bar · newer changes not published'],
    ['later', 'Live until the end of Saturday, April 10'],
  ])
  expect(lists.scheduled.map(({ words }) => words)).toEqual([
    'Scheduled: shows from 8 AM on Sunday, April 11',
  ])
  expect(lists.ended.map(({ words }) => words)).toEqual(['Ended Saturday, January 9'])
  expect(lists.unpublished.map(({ sentence }) => sentence)).toEqual(['Next Group Therapy starts August 14th'])
})

test('an announcement ends for the desk in the minute in which it ends for patients', () => {
  const content = deskContent({ announcements: [start('next', '2027-02-06')] })
  const midnight = Temporal.Instant.from('2027-02-07T05:00:00Z')
  expect(listAnnouncements(content, midnight.subtract({ seconds: 1 })).live).toHaveLength(1)
  expect(listAnnouncements(content, midnight).ended).toHaveLength(1)
})

test('a moment that no clock shows counts as absent, and leaves the lists as they are', () => {
  const announcements = [start('odd', '2027-02-06', { showFrom: 'Feb 6, 2027', showUntil: '2027' })]
  expect(listAnnouncements(deskContent({ announcements }), now).live.map(({ words }) => words)).toEqual([
    'Live until the end of Saturday, February 6 · in the bar',
  ])
})

test('gathers all that needs attention, each with what to do in words', () => {
  const fault = {
    documentId: 'a',
    type: 'article',
    title: 'A',
    field: 'summary',
    fieldTitle: 'Summary',
    reason: 'Write a summary.',
    level: 'heldBack' as const,
  }
  const content = deskContent({
    announcements: [start('soon', '2027-01-20'), start('not-soon', '2027-02-06')],
    articles: [
      { id: 'due', title: 'Due', lastReviewed: '2026-02-01', reviewIntervalMonths: 12 },
      { id: 'overdue', title: 'Overdue', lastReviewed: '2025-12-01', reviewIntervalMonths: 12 },
      { id: 'current', title: 'Current', lastReviewed: '2026-12-01', reviewIntervalMonths: 12 },
      { id: 'never', title: 'Never', lastReviewed: null },
    ],
    notices: [
      { id: 'old', title: 'Privacy', lastConfirmed: '2026-01-15' },
      { id: 'fresh', title: 'Access', lastConfirmed: '2026-06-01' },
    ],
    drafts: [{ id: 'drafts.due', type: 'article', title: 'Due' }],
  })
  const found = findAttention(content, [fault], now).map(({ name, items }) => [
    name,
    items.map(({ words }) => words),
  ])
  expect(Object.fromEntries(found)).toEqual({
    faults: ['Held back. Summary: Write a summary.'],
    endingSoon: ['Live until the end of Wednesday, January 20 · in the bar'],
    reviews: [
      '◷ Review due by February 1, 2027',
      '⚠ Review overdue since December 1, 2026',
      '○ Not reviewed yet',
    ],
    pictures: [],
    notices: ['Last confirmed January 15, 2026'],
    drafts: ['Patients do not see what this draft says'],
  })
})

test('proposes the next start by the rhythm of the last two, on the same weekday, in the future', () => {
  const at = (startDate: string) => ({ startDate, startTime: '18:00' })
  expect(nextStart([], zone, now)).toBeNull()
  expect(nextStart([at('2027-01-09')], zone, now)).toEqual(at('2027-01-16'))
  expect(nextStart([at('2027-02-06'), at('2027-04-10')], zone, now)).toEqual(at('2027-06-12'))
  expect(nextStart([at('2025-02-01'), at('2025-03-01')], zone, now)).toEqual(at('2027-01-16'))
})

test('a new group start names the group where there is but one', () => {
  expect(groupStartValue(deskContent({ announcements: [start('last', '2027-01-09')] }), now)).toMatchObject({
    kind: 'groupStart',
    service: { _ref: 'group' },
    startDate: '2027-01-16',
    startTime: '18:00',
  })
  const services = ['one', 'two'].map(id => ({ id, title: id, isGroup: true, slug: id }))
  expect(groupStartValue(deskContent({ services }), now)).toEqual({ kind: 'groupStart', urgency: 'routine' })
})
