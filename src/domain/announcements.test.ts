import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import {
  type Announcement,
  announcementChanges,
  announcementSentence,
  announcementState,
  announcementWindow,
  findBarAnnouncement,
  isCancelled,
  isLive,
  listedGroupStarts,
  upcomingGroupStarts,
} from './announcements.ts'
import { dateInZone } from './clinic-time.ts'
import { urgencies } from './vocabulary.ts'

const words = english.announcements
const ohio = 'America/New_York'
const groupStart: Announcement = {
  _id: 'spring-group',
  kind: 'groupStart',
  urgency: 'routine',
  startDate: '2026-02-06',
  startTime: '18:00',
  showFrom: null,
  showUntil: null,
  cancelledUntil: null,
  message: null,
}
const closure: Announcement = {
  ...groupStart,
  _id: 'snow-day',
  kind: 'closure',
  startDate: null,
  startTime: null,
  showFrom: '2026-01-20T12:00:00Z',
  showUntil: '2026-01-21T12:00:00Z',
  message: 'Closed today because of snow',
}

const anInstant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())
const aGroupStart = fc.record({
  _id: fc.uuid(),
  kind: fc.constant('groupStart' as const),
  urgency: fc.constantFrom(...urgencies.map(({ value }) => value)),
  startDate: anInstant.map(instant => instant.slice(0, 10)),
  startTime: fc.constantFrom(null, '00:00', '02:30', '18:00', '23:59'),
  showFrom: fc.option(anInstant),
  showUntil: fc.option(anInstant),
  cancelledUntil: fc.option(anInstant),
  message: fc.constant(null),
})
const aZone = fc.constantFrom(ohio, 'America/Los_Angeles', 'Europe/London', 'Pacific/Auckland')

function at(instant: string): Temporal.Instant {
  return Temporal.Instant.from(instant)
}

test('a group start shows until the end of its day by the clinic’s clock', () => {
  expect(announcementWindow(groupStart, ohio).until.toString()).toBe('2026-02-07T05:00:00Z')
  expect(announcementState(groupStart, ohio, at('2026-02-07T04:59:59.999Z'))).toBe('live')
  expect(announcementState(groupStart, ohio, at('2026-02-07T05:00:00Z'))).toBe('ended')
})

test('the day on which the clock goes forward ends an hour earlier', () => {
  const onTheDay = { ...groupStart, startDate: '2026-03-08' }
  expect(announcementWindow(onTheDay, ohio).until.toString()).toBe('2026-03-09T04:00:00Z')
})

test('a window begins with “Show from” and ends just before “Show until”', () => {
  const states = [
    '2026-01-20T11:59:59Z',
    '2026-01-20T12:00:00Z',
    '2026-01-21T11:59:59Z',
    '2026-01-21T12:00:00Z',
  ]
  expect(states.map(instant => announcementState(closure, ohio, at(instant)))).toEqual([
    'scheduled',
    'live',
    'live',
    'ended',
  ])
})

test('a group start may end before its day but never after it', () => {
  const early = { ...groupStart, showUntil: '2026-02-05T12:00:00Z' }
  const late = { ...groupStart, showUntil: '2026-03-01T12:00:00Z' }
  expect(announcementWindow(early, ohio).until.toString()).toBe('2026-02-05T12:00:00Z')
  expect(announcementWindow(late, ohio).until.toString()).toBe('2026-02-07T05:00:00Z')
})

test('no group start is live after its day, in any zone and across every change of the clock', () => {
  fc.assert(
    fc.property(aGroupStart, aZone, anInstant, (announcement, zone, now) => {
      fc.pre(isLive(announcement, zone, at(now)) && !isCancelled(announcement))
      expect(dateInZone(at(now), zone) <= announcement.startDate).toBe(true)
    }),
  )
})

test('an announcement changes state at the reported instants and at no other', () => {
  fc.assert(
    fc.property(aGroupStart, aZone, anInstant, anInstant, (announcement, zone, a, b) => {
      const [before, after] = a < b ? [at(a), at(b)] : [at(b), at(a)]
      const changes = announcementChanges(announcement, zone).some(
        change =>
          Temporal.Instant.compare(before, change) < 0 && Temporal.Instant.compare(change, after) <= 0,
      )
      const shows = (now: Temporal.Instant) => [
        announcementState(announcement, zone, now),
        listedGroupStarts([announcement], zone, now).length,
      ]
      if (!changes) expect(shows(after)).toEqual(shows(before))
    }),
  )
})

test('a window that ends before it starts is never live', () => {
  const backwards = { ...closure, showFrom: closure.showUntil, showUntil: closure.showFrom }
  for (const now of ['2026-01-20T00:00:00Z', '2026-01-20T18:00:00Z', '2026-01-22T00:00:00Z']) {
    expect(isLive(backwards, ohio, at(now))).toBe(false)
  }
})

test('a notice with no end, or a group start with no date, is refused with a way out', () => {
  expect(() => announcementWindow({ ...closure, showUntil: null }, ohio)).toThrow('“Show until”')
  expect(() => announcementWindow({ ...groupStart, startDate: null }, ohio)).toThrow('“First meeting”')
})

test('the sentence of a group start comes from its date and its service', () => {
  expect(announcementSentence(groupStart, 'Group Therapy', words)).toBe(
    'Next Group Therapy starts February 6th',
  )
  expect(announcementSentence(groupStart, null, words)).toBe('Next group starts February 6th')
})

test('a sentence that the site writes ends with the place where there is room, and the editor’s own does not', () => {
  expect(announcementSentence(groupStart, 'Group Therapy', words, 'Lakeside office')).toBe(
    'Next Group Therapy starts February 6th (Lakeside office)',
  )
  expect(announcementSentence(groupStart, 'Group Therapy', words, 'Office '.repeat(12))).toBe(
    'Next Group Therapy starts February 6th',
  )
  expect(
    announcementSentence({ ...groupStart, message: 'Two left' }, 'Group Therapy', words, 'Lakeside'),
  ).toBe('Two left')
})

test('an editor’s own sentence takes the place of the computed one', () => {
  expect(announcementSentence({ ...groupStart, message: ' Two places left ' }, 'Group Therapy', words)).toBe(
    'Two places left',
  )
  expect(() => announcementSentence({ ...closure, message: ' ' }, null, words)).toThrow('“Sentence”')
})

test('the bar shows the most urgent, then the soonest, then the first by id', () => {
  const now = at('2026-01-20T18:00:00Z')
  const later = { ...groupStart, _id: 'a-later-group', startDate: '2026-03-06' }
  const second = { ...groupStart, _id: 'autumn-group' }
  const urgent: Announcement = { ...closure, urgency: 'urgent' }
  expect(findBarAnnouncement([later, closure, groupStart, second, urgent], ohio, now)).toBe(urgent)
  expect(findBarAnnouncement([later, closure, groupStart, second], ohio, now)).toBe(second)
  expect(findBarAnnouncement([later, closure, groupStart], ohio, now)).toBe(groupStart)
  expect(findBarAnnouncement([closure, later], ohio, now)).toBe(later)
})

test('when one announcement ends the next takes its place, and the bar is empty after the last', () => {
  const next = { ...groupStart, _id: 'summer-group', startDate: '2026-06-05' }
  const list = [next, groupStart]
  expect(findBarAnnouncement(list, ohio, at('2026-02-07T04:59:59Z'))).toBe(groupStart)
  expect(findBarAnnouncement(list, ohio, at('2026-02-07T05:00:00Z'))).toBe(next)
  expect(findBarAnnouncement(list, ohio, at('2026-06-06T04:00:00Z'))).toBeNull()
})

test('the choice for the bar does not depend on the order of the list', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aGroupStart, { selector: ({ _id }) => _id }), anInstant, (list, now) => {
      const chosen = findBarAnnouncement(list, ohio, at(now))
      expect(findBarAnnouncement(list.toReversed(), ohio, at(now))).toBe(chosen)
    }),
  )
})

test('upcoming groups are those that are live and have not begun, soonest first', () => {
  const later = { ...groupStart, _id: 'later', startDate: '2026-02-20' }
  const hidden = { ...groupStart, _id: 'hidden', startDate: '2026-02-10', showFrom: '2026-02-08T12:00:00Z' }
  const list = [later, hidden, closure, groupStart]
  const ids = (now: string) => upcomingGroupStarts(list, ohio, at(now)).map(({ _id }) => _id)
  expect(ids('2026-02-06T22:59:59Z')).toEqual(['spring-group', 'later'])
  expect(ids('2026-02-06T23:00:00Z')).toEqual(['later'])
  expect(ids('2026-02-08T12:00:00Z')).toEqual(['hidden', 'later'])
})

test('a group without a time is upcoming until its day ends', () => {
  const untimed = { ...groupStart, startTime: null }
  expect(upcomingGroupStarts([untimed], ohio, at('2026-02-07T04:59:59Z'))).toEqual([untimed])
  expect(upcomingGroupStarts([untimed], ohio, at('2026-02-07T05:00:00Z'))).toEqual([])
})

test('a cancelled group is read of for as long as staff chose, whatever else it says, and then no more', () => {
  const cancelled = { ...groupStart, message: 'Two places left', showUntil: '2026-02-01T12:00:00Z' }
  const list = [{ ...cancelled, cancelledUntil: '2026-02-07T05:00:00Z' }]
  const seen = (now: string) => listedGroupStarts(list, ohio, at(now)).length
  expect(announcementSentence(list[0] ?? groupStart, 'Group Therapy', words)).toBe(
    'Group Therapy on February 6th is cancelled',
  )
  expect(announcementSentence(list[0] ?? groupStart, null, words)).toBe(
    'The group on February 6th is cancelled',
  )
  expect([seen('2026-02-03T12:00:00Z'), seen('2026-02-07T04:59:59Z'), seen('2026-02-07T05:00:00Z')]).toEqual([
    1, 1, 0,
  ])
  expect(findBarAnnouncement(list, ohio, at('2026-02-07T05:00:00Z'))).toBeNull()
})

test('a cancelled group is never among the upcoming', () => {
  fc.assert(
    fc.property(fc.array(aGroupStart), aZone, anInstant, (list, zone, now) => {
      expect(upcomingGroupStarts(list, zone, at(now)).filter(isCancelled)).toEqual([])
    }),
  )
})

test('only a group start can be cancelled', () => {
  const notice = { ...closure, cancelledUntil: '2026-01-20T13:00:00Z' }
  expect(announcementWindow(notice, ohio)).toEqual(announcementWindow(closure, ohio))
  expect(announcementSentence(notice, null, words)).toBe('Closed today because of snow')
})
