import { expect, test } from 'vitest'
import { findLocations } from './locations.ts'
import { toSeenDocument } from './seen-document.ts'

const now = Temporal.Instant.from('2027-02-01T15:00:00Z')

function hrefs(document: Record<string, unknown>) {
  const seen = toSeenDocument({ _id: 'x', ...document })
  return seen && findLocations(seen, 'America/New_York', now).map(({ href }) => href)
}

test('leads from a document to the pages that show it, its own first', () => {
  expect(hrefs({ _type: 'article', slug: { current: 'a' } })).toEqual(['/articles/a/', '/articles/'])
  expect(hrefs({ _type: 'service', slug: 'g', isGroup: true })).toEqual([
    '/services/g/',
    '/group-therapy/',
    '/services/',
  ])
  expect(hrefs({ _type: 'person', slug: { current: 'p' } })).toEqual(['/team/#p'])
  expect(hrefs({ _type: 'siteSettings' })).toEqual(['/contact/', '/'])
  expect(hrefs({ _type: 'redirect' })).toEqual([])
})

test('leads from a translation to its own page alone, and to its list where it stands there by itself', () => {
  const group = { _type: 'service', slug: 'grupo', isGroup: true, language: 'es' }
  const original = { _type: 'service', language: null, translationOf: null }
  expect(hrefs({ ...group, original })).toEqual(['/services/grupo/'])
  const listed = ['/services/grupo/', '/group-therapy/', '/services/']
  expect(hrefs({ ...group, original: null })).toEqual(listed)
  expect(hrefs({ ...group, original: { ...original, language: 'es' } })).toEqual(listed)
})

test('shows an announcement at an instant at which it is out', () => {
  const start = { _type: 'announcement', kind: 'groupStart', service: { title: 'G', slug: { current: 'g' } } }
  expect(hrefs({ ...start, startDate: '2027-02-06' })).toEqual(['/', '/group-therapy/', '/services/g/'])
  expect(hrefs({ ...start, startDate: '2027-03-06', showFrom: '2027-02-20T14:00:00Z' })).toEqual([
    '/?at=2027-02-20T14%3A00%3A00Z',
    '/group-therapy/?at=2027-02-20T14%3A00%3A00Z',
    '/services/g/?at=2027-02-20T14%3A00%3A00Z',
  ])
  expect(hrefs({ _type: 'announcement', kind: 'closure', showUntil: '2027-01-02T05:00:00Z' })).toEqual([
    '/?at=2027-01-02T04%3A59%3A00Z',
  ])
})

test('copes with a draft with nothing filled in', () => {
  expect(hrefs({ _type: 'article' })).toEqual(['/articles/'])
  expect(hrefs({ _type: 'announcement', kind: 'groupStart' })).toEqual(['/', '/group-therapy/'])
  expect(hrefs({ _type: 'page', publishedAt: 'soon' })).toEqual([])
})

test('shows an article that waits for its date on that date', () => {
  expect(hrefs({ _type: 'article', slug: 'a', publishedAt: '2027-05-01T12:00:00Z' })?.[0]).toBe(
    '/articles/a/?at=2027-05-01T12%3A00%3A00Z',
  )
})
