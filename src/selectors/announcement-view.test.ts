import { expect, test } from 'vitest'
import { announcementSentence } from '#domain/announcements.ts'
import { siteAt } from '#site/site.ts'
import { groupStart, published, service, snapshotFrom } from '#tests/fixtures/published.ts'
import { english } from '#words/english.ts'
import { calendarPaths, findBar, groupStarts } from './announcement-view.ts'

const now = Temporal.Instant.from('2026-11-23T12:00:00Z')

function shown(lists: Parameters<typeof published>[0]) {
  const site = siteAt(snapshotFrom(published(lists)), now)
  const bar = findBar(site)
  return {
    bar: bar && announcementSentence(bar.announced, bar.group, english.announcements),
    starts: groupStarts(site, '').map(({ title }) => title),
    calendars: calendarPaths(site),
  }
}

test('a group start has the name of its group', () => {
  expect(shown({ announcement: [groupStart('start')], service: [service('group')] })).toEqual({
    bar: 'Next Group Therapy starts February 6th',
    starts: ['Group Therapy'],
    calendars: ['/calendar/start.ics'],
  })
})

test('shows nothing of a start whose group is not published, whatever its own words say', () => {
  const nothing = { bar: null, starts: [], calendars: [] }
  expect(shown({ announcement: [groupStart('start')], service: [] })).toEqual(nothing)
  const worded = groupStart('start', { message: 'We start soon' })
  expect(shown({ announcement: [worded], service: [] })).toEqual(nothing)
})

test('a notice about a service that is not published is shown with its own words', () => {
  const notice = { kind: 'notice', message: 'No parking', showUntil: '2027-01-01T00:00:00Z' }
  expect(shown({ announcement: [groupStart('notice', notice)], service: [] }).bar).toBe('No parking')
})

test('a translation has the starts of its original under its own name, and adds none', () => {
  const translated = { title: 'Terapia de grupo', language: 'es', translationOf: { _ref: 'group' } }
  const lists = {
    announcement: [groupStart('spring'), groupStart('of-another', { service: { _ref: 'other' } })],
    service: [service('group'), service('grupo', translated), service('other', { title: 'Other' })],
  }
  const site = siteAt(snapshotFrom(published(lists)), now)
  const startsOf = (id: string) => groupStarts(site, id).map(({ title, href }) => [title, href])
  expect(startsOf('grupo')).toEqual([['Terapia de grupo', '/services/grupo/']])
  expect(startsOf('group')).toEqual([['Group Therapy', '/services/group/']])
  expect(shown(lists)).toMatchObject({
    starts: ['Other', 'Group Therapy'],
    calendars: ['/calendar/of-another.ics', '/calendar/spring.ics'],
  })
})
