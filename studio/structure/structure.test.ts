import { expect, test } from 'vitest'
import { listAnnouncements } from '../documents/announcement-lists.ts'
import { documentTitle } from '../documents/document-title.ts'
import { deskContent, start } from '../documents/overview-fixture.ts'
import { findAttention } from './attention.ts'
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

test('an announcement ends for staff in the minute it ends for patients', () => {
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
  const text = { field: 'body', fieldTitle: 'Text', reason: 'Write a text.' }
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
    drafts: [
      { id: 'drafts.due', type: 'article', title: 'Due' },
      { id: 'drafts.new', type: 'page', title: null },
    ],
  })
  const found = findAttention(content, [fault, { ...fault, ...text }], now).map(({ name, items }) => [
    name,
    items.map(({ title, points }) => [title, ...points.map(({ words }) => words)]),
  ])
  expect(Object.fromEntries(found)).toEqual({
    faults: [['A', 'Held back. Summary: Write a summary.', 'Held back. Text: Write a text.']],
    reviews: [
      ['Due', '◷ Review due by February 1, 2027', 'A draft of it is not published yet'],
      ['Overdue', '⚠ Review overdue since December 1, 2026'],
      ['Never', '○ Not reviewed yet'],
    ],
    pictures: [],
    notices: [['Privacy', 'Last confirmed January 15, 2026']],
    drafts: [['Untitled page', 'A draft of it is not published yet']],
  })
})

test('what ends by itself, or was taken off the site, waits for nobody', () => {
  const closure = { kind: 'closure', urgency: 'important', message: 'We are closed for training.' }
  const content = deskContent({
    announcements: [
      { ...closure, _id: 'closed', showUntil: '2027-01-16T05:00:00Z' },
      start('drafts.cancelled', '2027-01-09'),
      start('drafts.next', '2027-02-06'),
    ],
    drafts: [
      { id: 'drafts.cancelled', type: 'announcement', title: null },
      { id: 'drafts.next', type: 'announcement', title: null },
      { id: 'drafts.withdrawn', type: 'article', title: 'Withdrawn', slug: 'withdrawn' },
    ],
    oldAddresses: ['/articles/withdrawn'],
  })
  const found = findAttention(content, [], now).flatMap(({ items }) => items)
  expect(found.map(({ title }) => title)).toEqual(['Next Group Therapy starts February 6th'])
})

test('a document without a title goes by its kind or by what it announces, never by its id', () => {
  const content = deskContent({ announcements: [{ _id: 'a1', kind: 'notice', urgency: 'routine' }] })
  const titleOf = (id: string, type: string, title: string | null = null) =>
    documentTitle({ id, type, title }, content)
  expect(titleOf('a1', 'announcement', 'a1')).toBe('Notice: no words yet')
  expect(titleOf('a2', 'announcement', 'a2')).toBe('Untitled announcement')
  expect(titleOf('drafts.b', 'article')).toBe('Untitled article')
  expect(titleOf('siteSettings', 'siteSettings', 'The clinic')).toBe('Settings')
  expect(titleOf('c', 'page', 'Contact')).toBe('Contact')
})

test('proposes the next start by the rhythm of the last two, on the same weekday, in the future', () => {
  const at = (startDate: string) => ({ startDate, startTime: '18:00', place: 'lake' })
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

test('a new group start names the group where the others are its translations, and goes by the starts of each', () => {
  const services = ['group', 'grupo', 'groupe'].map(id => {
    return { id, title: id, isGroup: true, slug: id, originalId: id === 'group' ? null : 'group' }
  })
  const announcements = [start('last', '2027-01-09', { serviceId: 'grupo' })]
  expect(groupStartValue(deskContent({ services, announcements }), now)).toMatchObject({
    service: { _ref: 'group' },
    startDate: '2027-01-16',
  })
})

test('a new group start proposes the place of the last one, while that is there', () => {
  const address = { street: '2 Shore Road', locality: 'Kent' }
  const published = { placeName: null, address, otherPlaces: [{ _key: 'lake', name: 'Lakeside', address }] }
  const placeAfter = (place: string) =>
    Reflect.get(
      groupStartValue(
        deskContent({
          places: { published, draft: null },
          announcements: [start('last', '2027-01-09', { place })],
        }),
        now,
      ),
      'place',
    )
  expect(placeAfter('lake')).toBe('lake')
  expect(placeAfter('hill')).toBeUndefined()
})
