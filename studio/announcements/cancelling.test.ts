import { expect, test } from 'vitest'
import { listAnnouncements } from '../documents/announcement-lists.ts'
import { draftAnnouncement } from '../documents/overview.ts'
import { deskContent } from '../documents/overview-fixture.ts'
import { findAttention } from '../structure/attention.ts'
import { cancelledUntil, cancelStage, firstChoice } from './cancelling.ts'

const zone = 'America/New_York'
const at = (instant: string) => Temporal.Instant.from(instant)
const now = at('2027-01-15T15:00:00Z')
const start = draftAnnouncement.parse({
  _id: 'a',
  kind: 'groupStart',
  startDate: '2027-02-06',
  startTime: '18:00',
})

test('a group can be cancelled, and put back, until the day of its first meeting is over', () => {
  const cancelled = { ...start, cancelledUntil: '2027-01-10T00:00:00Z' }
  expect(cancelStage(start, zone, now)).toBe('planned')
  expect(cancelStage(cancelled, zone, now)).toBe('cancelled')
  for (const each of [start, cancelled])
    expect(cancelStage(each, zone, at('2027-02-07T05:00:00Z'))).toBe('over')
})

test('of a start that patients have not read of yet, nothing is said unless staff choose so', () => {
  expect(firstChoice(start, zone, now)).toBe('meeting')
  expect(firstChoice({ ...start, showFrom: '2027-01-20T13:00:00Z' }, zone, now)).toBe('nothing')
})

test('each choice is a moment: the end of the day of the meeting, one that lies ahead, or now', () => {
  const until = (choice: 'meeting' | 'chosen' | 'nothing', chosen: string | null = null) =>
    cancelledUntil(choice, { startDate: '2027-02-06', chosen }, zone, now)?.toString()
  expect(until('meeting')).toBe('2027-02-07T05:00:00Z')
  expect(until('nothing')).toBe(now.toString())
  expect(until('chosen', '2027-03-01T05:00:00Z')).toBe('2027-03-01T05:00:00Z')
  expect(until('chosen')).toBeUndefined()
  expect(until('chosen', '2027-01-01T05:00:00Z')).toBeUndefined()
})

test('the desk says how long patients read so, and asks nobody to see to what is cancelled or over', () => {
  const cancelled = { ...start, _id: 'cancelled', cancelledUntil: '2027-01-18T05:00:00Z' }
  const over = { ...start, _id: 'drafts.over', startDate: '2027-01-09' }
  const content = deskContent({
    announcements: [cancelled, over],
    drafts: [{ id: 'drafts.over', type: 'announcement', title: null }],
  })
  expect(listAnnouncements(content, now).live.map(({ words }) => words)).toEqual([
    'Cancelled: patients read so until the end of Sunday, January 17 · in the bar',
  ])
  expect(findAttention(content, [], now).flatMap(({ items }) => items)).toEqual([])
})
