import { expect, test } from 'vitest'
import { groupStart, service, settings } from '../fixtures/published.ts'
import { parseCalendar, propertyOf, textOf } from './icalendar.ts'
import { siteUrl, smallSite } from './small-site.ts'

/** The one event of a calendar file of a small site. */
async function eventOf(start: object, fields: Record<string, unknown[]> = {}) {
  const site = await smallSite({ announcement: [groupStart('spring', { ...start })], ...fields })
  const file = await site.see('/calendar/spring.ics')
  const calendar = parseCalendar(file.body)
  const [event, ...others] = calendar.components
  if (!event || others.length > 0) throw new Error('The calendar holds no single component.')
  return { calendar, event, file }
}

test('each start that lies ahead has a calendar file, and no other', async () => {
  const site = await smallSite({
    announcement: [
      groupStart('spring'),
      groupStart('past', { startDate: '2026-02-06' }),
      groupStart('later', { showFrom: '2027-01-01T00:00:00Z' }),
      groupStart('of.a.release_1'),
    ],
  })
  const files = site.paths().filter(path => path.startsWith('/calendar/'))
  expect(files.toSorted()).toEqual(['/calendar/of~a~release_1.ics', '/calendar/spring.ics'])
  expect((await site.see('/calendar/past.ics')).status).toBe(404)
})

test('the file goes when the group has begun', async () => {
  const fields = { announcement: [groupStart('spring')] }
  const before = await smallSite(fields, '2027-02-06T22:59:59Z')
  const after = await smallSite(fields, '2027-02-06T23:00:00Z')
  expect(before.nextChangeAt()?.toString()).toBe('2027-02-06T23:00:00Z')
  expect(before.paths()).toContain('/calendar/spring.ics')
  expect(after.paths()).not.toContain('/calendar/spring.ics')
})

test('a cancelled start keeps its event, cancelled and newer, for as long as patients read of it', async () => {
  const cancelled = { cancelledUntil: '2027-02-07T05:00:00Z' }
  const { event } = await eventOf(cancelled)
  expect(propertyOf(event, 'UID').value).toBe('spring@clinic.example')
  expect(propertyOf(event, 'STATUS').value).toBe('CANCELLED')
  expect(propertyOf(event, 'SEQUENCE').value).toBe('1')
  expect(textOf(event, 'SUMMARY')).toBe('Cancelled: Group Therapy: first meeting')
  expect(textOf(event, 'DESCRIPTION')).not.toContain('To join')
  const fields = { announcement: [groupStart('spring', cancelled)] }
  const begun = await smallSite(fields, '2027-02-06T23:30:00Z')
  const over = await smallSite(fields, '2027-02-07T05:00:00Z')
  expect(begun.paths()).toContain('/calendar/spring.ics')
  expect(begun.nextChangeAt()?.toString()).toBe('2027-02-07T05:00:00Z')
  expect(over.paths()).not.toContain('/calendar/spring.ics')
})

test('a calendar file is one event that any calendar takes', async () => {
  const { calendar, event, file } = await eventOf({ _updatedAt: '2026-10-01T08:30:15Z' })
  expect(file.contentType).toBe('text/calendar; charset=utf-8')
  expect([calendar.name, event.name]).toEqual(['VCALENDAR', 'VEVENT'])
  expect(propertyOf(calendar, 'VERSION').value).toBe('2.0')
  expect(propertyOf(calendar, 'PRODID').value).toMatch(/^-\/\/.+\/\/EN$/)
  expect(propertyOf(event, 'UID').value).toBe('spring@clinic.example')
  expect(propertyOf(event, 'DTSTAMP').value).toBe('20261001T083015Z')
  expect(textOf(event, 'SUMMARY')).toBe('Group Therapy: first meeting')
  expect(textOf(event, 'LOCATION')).toBe('Quiet Water Clinic, 1 Lake St, Akron, OH 44308')
  expect(textOf(event, 'DESCRIPTION')).toBe(
    `To join, call (330) 754-4844 or text (330) 754-4844 before you come.\n${siteUrl}/services/group/`,
  )
  expect(propertyOf(event, 'URL').value).toBe(`${siteUrl}/services/group/`)
})

test.each([
  ['in winter', '2027-02-06', '20270206T230000Z'],
  ['in summer', '2027-07-06', '20270706T220000Z'],
  ['on the day on which the clock goes forward', '2027-03-14', '20270314T220000Z'],
  ['on the day on which the clock goes back', '2027-11-07', '20271107T230000Z'],
])('six by the clock of the clinic is the right instant %s', async (_, startDate, instant) => {
  const { event } = await eventOf({ startDate })
  expect(propertyOf(event, 'DTSTART')).toEqual({ name: 'DTSTART', parameters: {}, value: instant })
})

test('the start follows the clinic’s time zone', async () => {
  const zone = { siteSettings: [settings({ timeZone: 'America/Los_Angeles' })] }
  const { event } = await eventOf({}, zone)
  expect(propertyOf(event, 'DTSTART').value).toBe('20270207T020000Z')
})

test('how long a meeting lasts is not known, and not made up', async () => {
  const { file } = await eventOf({})
  expect(file.text).not.toMatch(/DTEND|DURATION/)
})

test('whatever editors write, lines are folded, escaped and free of controls', async () => {
  const title = `Anxiety; “calm, slow” \\ group \u0007\u0000${'äöü 🙂 '.repeat(20)}`
  const { event } = await eventOf({}, { service: [service('group', { title })] })
  expect(textOf(event, 'SUMMARY')).toBe(
    `Anxiety; “calm, slow” \\ group ${'äöü 🙂 '.repeat(20).trim()}: first meeting`,
  )
})

test('each start that is shown links its calendar file', async () => {
  const site = await smallSite()
  for (const path of ['/', '/group-therapy/', '/services/group/']) {
    expect((await site.see(path)).text, path).toMatch(
      /<a class="calendar[^"]*" href="\/calendar\/spring\.ics"[^>]*>Add to your calendar</,
    )
  }
})
