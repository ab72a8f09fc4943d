import { expect, test } from 'vitest'
import { deskContent, start } from '../documents/overview-fixture.ts'
import { latelyChanged, parseTransactions } from './changes.ts'
import { whatPatientsSee } from './what-patients-see.ts'

const friday = Temporal.Instant.from('2027-01-15T15:00:00Z')
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const contact = {
  callNumber: '+13307544844',
  textNumber: null,
  openingHours: [{ days: weekdays, opens: '09:00', closes: '17:00' }, { days: ['Saturday'] }],
}

test('says what patients see of what changes most, by the clinic’s clock, whatever drafts say', () => {
  const closure = { _id: 'snow', kind: 'closure', urgency: 'urgent', message: 'Closed for snow' }
  const content = deskContent({
    contact,
    announcements: [
      start('next', '2027-02-06'),
      start('later', '2027-04-10'),
      start('drafts.soon', '2027-01-16'),
      { ...closure, showUntil: '2027-01-16T05:00:00Z' },
    ],
  })
  expect(whatPatientsSee(content, friday)).toEqual({
    bar: {
      id: 'snow',
      sentence: 'Closed for snow',
      when: 'Until the end of Friday, January 15',
      urgent: true,
      changedIn: { id: 'snow', type: 'announcement' },
    },
    nextStart: {
      id: 'next',
      sentence: 'Next Group Therapy starts February 6th',
      when: '6 PM on Saturday, February 6',
      urgent: false,
      changedIn: { id: 'next', type: 'announcement' },
    },
    hours: { today: 'Friday: 9 AM to 5 PM', now: 'Open now, until 5 PM' },
    callNumber: '(330) 754-4844',
    textNumber: null,
  })
  expect(whatPatientsSee(content, friday.add({ hours: 24 })).hours).toEqual({
    today: 'Saturday: closed',
    now: 'Opens Monday at 9 AM',
  })
  expect(whatPatientsSee(deskContent(), friday).hours).toBeNull()
})

test('says the hours of a holiday, and that the bar announces it by itself', () => {
  const days = { firstDay: '2027-01-18', name: 'Martin Luther King Jr. Day' }
  const content = deskContent({
    contact: { ...contact, specialHours: [{ _key: 'mlk', ...days }, { _key: 'new' }] },
  })
  const { bar, hours } = whatPatientsSee(content, Temporal.Instant.from('2027-01-18T15:00:00Z'))
  expect(bar).toMatchObject({
    sentence: 'We are closed on Monday, January 18th (Martin Luther King Jr. Day)',
    when: 'Until the end of Monday, January 18',
    changedIn: { id: 'siteSettings', type: 'siteSettings', path: 'specialHours' },
  })
  expect(hours).toEqual({ today: 'Monday: closed', now: 'Opens tomorrow at 9 AM' })
  expect(whatPatientsSee(content, friday).hours?.now).toBe('Open now, until 5 PM')
})

test('lists what was published, changed and taken off, each document once, the last first', () => {
  const content = deskContent({
    recent: [
      { id: 'a', type: 'article', title: 'A' },
      { id: 'b', type: 'page', title: null },
    ],
    drafts: [{ id: 'drafts.b', type: 'page', title: null }],
  })
  const edit = { apply: [11, 0], revert: [11, 0] }
  const whole = (document: object | null) => [0, document]
  const log = [
    { id: 't1', timestamp: '2027-01-15T14:00:00Z', author: 'p1', effects: { a: edit } },
    { id: 't2', timestamp: '2027-01-15T14:01:00Z', author: 'p1', effects: { a: edit, 'drafts.a': edit } },
    {
      id: 't3',
      timestamp: '2027-01-15T14:02:00Z',
      author: 'p2',
      effects: { b: { apply: whole({}), revert: whole(null) } },
    },
    {
      id: 't4',
      timestamp: '2027-01-15T14:03:00Z',
      author: 'p2',
      effects: { gone: { apply: whole(null), revert: whole({ _type: 'person', name: 'Dr. Gone' }) } },
    },
  ]
  const transactions = parseTransactions(`${log.map(line => JSON.stringify(line)).join('\n')}\n`)
  const found = latelyChanged(transactions, content)
  expect(found.map(({ title, kind, author, transactionId }) => [title, kind, author, transactionId])).toEqual(
    [
      ['Dr. Gone', 'removed', 'p2', 't4'],
      ['Untitled page', 'added', 'p2', 't3'],
      ['A', 'changed', 'p1', 't2'],
    ],
  )
  expect(found.map(({ hasDraft }) => hasDraft)).toEqual([false, true, false])
})
