import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Announcement } from './announcements.ts'
import {
  breadcrumbs,
  type ClinicFacts,
  event,
  faqPage,
  medicalClinic,
  medicalWebPage,
  toJsonLd,
} from './structured-data.ts'

const ohio = 'America/New_York'
const clinic: ClinicFacts = {
  url: 'https://clinic.example/',
  name: 'The Clinic',
  description: null,
  callNumber: '+13307544844',
  address: { street: '1 Main Street', locality: 'Akron', region: 'OH', postalCode: '44301' },
  openingHours: [{ days: ['Monday', 'Friday'], opens: '09:00', closes: '17:00' }],
}
const reviewer = { name: 'Ada Okafor', credentials: 'MD', url: 'https://clinic.example/team/' }
const page = {
  url: 'https://clinic.example/articles/a/',
  language: 'en-US',
  title: 'A',
  description: 'About A',
}
const announcement: Announcement = {
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
const group = {
  announcement,
  name: 'Group Therapy',
  url: 'https://clinic.example/services/group/',
  description: null,
  location: { name: 'The Clinic, Lakeside office', address: null },
}

test('the clinic has a number, an address and hours', () => {
  expect(medicalClinic(clinic)).toMatchObject({
    '@type': 'MedicalClinic',
    telephone: '+13307544844',
    address: { streetAddress: '1 Main Street', addressCountry: 'US' },
    openingHoursSpecification: [
      { dayOfWeek: 'Monday', opens: '09:00', closes: '17:00' },
      { dayOfWeek: 'Friday', opens: '09:00', closes: '17:00' },
    ],
  })
})

test('a review is stated when both its date and its reviewer are known', () => {
  expect(medicalWebPage({ ...page, lastReviewed: '2026-01-05', reviewer }, clinic)).toMatchObject({
    lastReviewed: '2026-01-05',
    reviewedBy: { name: 'Ada Okafor', honorificSuffix: 'MD' },
  })
})

test('half a review is no review', () => {
  for (const half of [
    { lastReviewed: '2026-01-05', reviewer: null },
    { lastReviewed: null, reviewer },
  ]) {
    expect(toJsonLd(medicalWebPage({ ...page, ...half }, clinic))).not.toMatch(/review/i)
  }
})

test('a group start is an event at its local time', () => {
  expect(event(group, clinic, ohio)).toMatchObject({ startDate: '2026-02-06T18:00:00-05:00' })
})

test('a group start whose place has no address that is known names the place alone', () => {
  expect(event(group, clinic, ohio)?.location).toEqual({
    '@type': 'Place',
    name: 'The Clinic, Lakeside office',
    address: undefined,
  })
})

test('a group without a time is an event of the whole day', () => {
  const untimed = { ...group, announcement: { ...announcement, startTime: null } }
  expect(event(untimed, clinic, ohio)).toMatchObject({ startDate: '2026-02-06' })
})

test('a cancelled group start is an event that is cancelled', () => {
  const cancelled = { ...announcement, cancelledUntil: '2026-02-07T05:00:00Z' }
  expect(event({ ...group, announcement: cancelled }, clinic, ohio)).toMatchObject({
    eventStatus: 'https://schema.org/EventCancelled',
    startDate: '2026-02-06T18:00:00-05:00',
  })
})

test('a closure is no event', () => {
  const closure = { ...announcement, kind: 'closure' as const, message: 'Closed' }
  expect(event({ ...group, announcement: closure }, clinic, ohio)).toBeNull()
})

test('breadcrumbs count from one', () => {
  const trail = [
    { name: 'Home', url: 'https://clinic.example/' },
    { name: 'Articles', url: 'https://clinic.example/articles/' },
  ]
  expect(breadcrumbs(trail)).toMatchObject({
    itemListElement: [
      { position: 1, name: 'Home' },
      { position: 2, item: 'https://clinic.example/articles/' },
    ],
  })
})

test('questions make a page of questions, and none make none', () => {
  expect(faqPage([{ question: 'Is it safe?', answer: 'Mostly.' }])).toMatchObject({
    mainEntity: [{ name: 'Is it safe?', acceptedAnswer: { text: 'Mostly.' } }],
  })
  expect(faqPage([])).toBeNull()
})

test('what is not known is left out', () => {
  expect(toJsonLd([medicalClinic(clinic), medicalWebPage(page, clinic)])).not.toMatch(/null|undefined/)
})

test('no text of an editor can close the script element', () => {
  const anyText = fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--<script>', ']]>', '\u2028'))
  const anyValue = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(anyText, anyText))
  fc.assert(
    fc.property(anyValue, value => {
      const text = toJsonLd(value)
      expect(text).not.toContain('<')
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
