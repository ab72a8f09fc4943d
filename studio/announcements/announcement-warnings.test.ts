import { expect, test } from 'vitest'
import { isNextStart } from '../documents/announcement-lists.ts'
import { draftAnnouncement } from '../documents/overview.ts'
import { deskContent, start } from '../documents/overview-fixture.ts'
import { announcementWarnings, findSentence } from './announcement-warnings.ts'

const now = Temporal.Instant.from('2027-01-15T15:00:00Z')

/** What is said of a draft, beside the announcements that there are. */
function warnings(draft: Record<string, unknown>, others: unknown[] = [], services?: unknown[]) {
  const content = deskContent({ announcements: others, ...(services && { services }) })
  const announcement = draftAnnouncement.parse({ _id: 'drafts.new', serviceId: 'group', ...draft })
  return Object.fromEntries(
    announcementWarnings(announcement, content, now).map(({ name, words }) => [name, words]),
  )
}

test('finds nothing unusual in the next Saturday of a group that starts on Saturdays', () => {
  expect(warnings(start('drafts.new', '2027-02-06'), [start('old', '2026-11-07')])).toEqual({})
})

test('a date in the past and an unusual weekday are pointed out, today is not past', () => {
  const found = warnings(start('drafts.new', '2027-01-14'), [start('old', '2026-11-07')])
  expect(found.past).toContain('January 14, 2027 is over')
  expect(found.weekday).toBe(
    'January 14th is a Thursday; this group has always started on a Saturday. Is the date right?',
  )
  expect(warnings(start('drafts.new', '2027-01-15'))).toEqual({})
})

test('names the other announcement that is live then, and says which takes the bar', () => {
  const other = start('other', '2027-01-30')
  expect(warnings(start('drafts.new', '2027-02-06'), [other]).twoLive).toBe(
    '“Next Group Therapy starts January 30th” is live then too, until the end of Saturday, January 30. The bar shows that one, because it starts sooner; this one stands on the group-therapy page until its turn comes.',
  )
  expect(warnings(start('drafts.new', '2027-02-06', { urgency: 'urgent' }), [other]).twoLive).toContain(
    'The bar shows this one, because it is more urgent',
  )
})

test('names the closed days of the settings that take the bar', () => {
  const closedDay = { _key: 'mlk', firstDay: '2027-01-18', lastDay: null, name: null }
  const contact = { openingHours: [], specialHours: [closedDay] }
  const draft = draftAnnouncement.parse(start('drafts.new', '2027-02-06'))
  const found = announcementWarnings(draft, deskContent({ contact }), now)
  expect(found.map(({ words }) => words)).toEqual([
    '“We are closed on Monday, January 18th” is live then too, until the end of Monday, January 18. The bar shows that one, because it is more urgent; this one stands on the group-therapy page until its turn comes.',
  ])
})

test('the published version of the announcement that is edited is no other', () => {
  expect(
    warnings(start('drafts.same', '2027-02-06', { _id: 'drafts.same' }), [start('same', '2027-02-06')]),
  ).toEqual({})
})

test('warns of a group without a page and of a window that opens after the start', () => {
  const draftOnly = [{ id: 'drafts.group', title: 'Grief Group', isGroup: true, slug: null }]
  expect(warnings(start('drafts.new', '2027-02-06'), [], draftOnly).noPage).toContain(
    '“Grief Group” has no published page',
  )
  const late = start('drafts.new', '2027-02-06', { showFrom: '2027-02-07T01:00:00Z' })
  expect(warnings(late).lateStart).toContain('only after the group has started')
})

test('the next start is the one before which patients see no other', () => {
  const others = [start('next', '2027-02-06'), start('later', '2027-04-10')]
  const content = deskContent({ announcements: [...others, start('drafts.early', '2027-01-30')] })
  const isNext = (given: object) => isNextStart(draftAnnouncement.parse(given), content, now)
  expect(others.map(isNext)).toEqual([true, false])
  expect(isNext(start('drafts.next', '2027-02-13'))).toBe(true)
  expect(isNext(start('drafts.next', '2027-04-17'))).toBe(false)
  // When patients see it, the others are over.
  expect(isNext(start('new', '2027-06-12', { showFrom: '2027-04-11T12:00:00Z' }))).toBe(true)
  expect(isNext(start('over', '2027-01-09'))).toBe(false)
})

test('a start that does not say at which of several places it meets is pointed out, and the only place is known', () => {
  const address = { street: '2 Shore Road', locality: 'Kent' }
  const otherPlaces = [{ _key: 'lake', name: 'Lakeside', address }]
  const settings = { placeName: 'Town', address, otherPlaces }
  const group = { id: 'group', title: 'Group Therapy', isGroup: true, slug: 'group' }
  const found = (published: string[], draft: Record<string, unknown> = {}, edited = published) => {
    const content = deskContent({
      places: { published: settings, draft: null },
      services: [
        { ...group, places: published },
        { ...group, id: 'drafts.group', places: edited },
      ],
    })
    const announcement = draftAnnouncement.parse(start('drafts.new', '2027-02-06', draft))
    const names = announcementWarnings(announcement, content, now).map(({ name }) => name)
    return [findSentence(announcement, content), ...names]
  }
  const unsaid = 'Next Group Therapy starts February 6th'
  expect(found(['lake', 'main'])).toEqual([unsaid, 'place'])
  expect(found(['lake', 'main'], { place: 'main' })).toEqual([`${unsaid} (Town)`])
  expect(found(['lake'])).toEqual([`${unsaid} (Lakeside)`])
  // What is not published yet, patients do not know.
  expect(found(['lake'], {}, ['lake', 'main'])).toEqual([`${unsaid} (Lakeside)`])
  expect(found([])).toEqual([unsaid, 'place'])
  expect(found([], { place: 'main' })).toEqual([`${unsaid} (Town)`])
})
