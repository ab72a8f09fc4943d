import { expect, test } from 'vitest'
import type { Snapshot } from '#sanity/snapshot.ts'
import { siteAt } from '#site/site.ts'
import {
  article,
  groupStart,
  page,
  paragraph,
  published,
  redirect,
  service,
  snapshotFrom,
} from '#tests/fixtures/published.ts'
import { findFaults } from './advice.ts'

const now = Temporal.Instant.from('2026-11-23T12:00:00Z')
const siteUrl = 'https://clinic.example'

function faults(snapshot: Snapshot) {
  return findFaults(siteAt(snapshot, now), siteUrl)
}

/** Faults of a site whose article “ketamine” has one link, beside what `fields` adds. */
function faultsOfLink(mark: Record<string, unknown>, fields: Record<string, unknown[]> = {}) {
  const linking = article('ketamine', { body: [paragraph('Words.'), linkedParagraph(mark)] })
  const { article: others = [], ...rest } = fields
  return faults(snapshotFrom(published({ article: [linking, ...others], ...rest })))
}

function linkedParagraph(mark: Record<string, unknown>) {
  return paragraph('', {
    children: [{ _key: 's', _type: 'span', text: 'read on', marks: ['l'] }],
    markDefs: [{ _key: 'l', ...mark }],
  })
}

const toDocument = (id: string) => ({ _type: 'internalLink', target: { _ref: id } })
const toAddress = (href: string) => ({ _type: 'externalLink', href })

test('advises staff about a link to a document that is withdrawn, where it is and what to do', () => {
  expect(faultsOfLink(toDocument('sleep'))).toEqual([
    {
      documentId: 'ketamine',
      type: 'article',
      title: 'Title of ketamine',
      field: 'body[1].markDefs[0].target',
      reason:
        'The link “read on” leads to a document that is not published, so its words stand as plain text. Publish that document, choose another, or take the link away.',
      studioUrl: 'http://localhost:3333/intent/edit/id=ketamine;type=article/',
      level: 'advice',
    },
  ])
})

test('is silent again once the document is back, although the one that links to it never changed', () => {
  const linking = article('ketamine', { body: [linkedParagraph(toDocument('sleep'))] })
  const whole = snapshotFrom(published({ article: [linking, article('sleep')] }))
  const without = snapshotFrom(published({ article: [linking] }), { previous: whole })
  const again = snapshotFrom(published({ article: [linking, article('sleep')] }), { previous: without })
  expect([whole, without, again].map(snapshot => faults(snapshot).length)).toEqual([0, 1, 0])
})

test('a link to an article that waits for its date is no fault', () => {
  const waiting = [article('sleep', { publishedAt: '2027-01-01T00:00:00Z' })]
  expect(faultsOfLink(toDocument('sleep'), { article: waiting })).toEqual([])
  expect(faultsOfLink(toAddress('/articles/sleep/'), { article: waiting })).toEqual([])
})

test('a reference outside of a text is reported, too', () => {
  const related = [{ _ref: 'withdrawn' }]
  const [fault] = faults(snapshotFrom(published({ article: [article('ketamine', { related })] })))
  expect(fault).toMatchObject({ field: 'related[0]', level: 'advice' })
})

test.each([
  '/articles/gone/',
  '/articles/gone',
  'https://clinic.example/articles/gone/#part',
  'http://www.clinic.example/articles/gone/?a=b',
])('reports the typed address %s, since this site has no page there', href => {
  expect(faultsOfLink(toAddress(href))).toMatchObject([
    {
      field: 'body[1].markDefs[0].href',
      reason: expect.stringContaining('“/articles/gone/”, where this site has no page'),
      level: 'advice',
    },
  ])
})

test.each([
  '/articles/',
  'https://clinic.example/articles/ketamine/#part',
  'https://clinic.example',
  'https://elsewhere.example/articles/gone/',
  'mailto:office@clinic.example',
])('finds nothing wrong with %s', href => {
  expect(faultsOfLink(toAddress(href))).toEqual([])
})

test('an old address counts as a page while its redirect leads to one', () => {
  const moved = (target: string) => ({
    redirect: [redirect('old', { from: '/about-us/', target: { _ref: target } })],
  })
  const fields = { page: [page('about')] }
  expect(faultsOfLink(toAddress('/about-us/'), { ...fields, ...moved('about') })).toEqual([])
  expect(faultsOfLink(toAddress('/about-us/'), { ...fields, ...moved('gone') })).toMatchObject([
    { documentId: 'ketamine' },
    { documentId: 'old', field: 'target' },
  ])
})

test('what holds a document back comes first', () => {
  const broken = article('sleep', { title: '' })
  expect(faultsOfLink(toDocument('withdrawn'), { article: [broken] }).map(({ level }) => level)).toEqual([
    'heldBack',
    'advice',
  ])
})

test('a group start whose group is not published is held back, until it is over', () => {
  const starts = [groupStart('ahead'), groupStart('over', { startDate: '2026-02-06' })]
  const whole = { announcement: starts, service: [service('group')] }
  expect(faults(snapshotFrom(published(whole)))).toEqual([])
  expect(faults(snapshotFrom(published({ announcement: starts, service: [] })))).toMatchObject([
    { documentId: 'ahead', title: 'Next group starts February 6th', field: 'service', level: 'heldBack' },
  ])
})

test('says of a translation what keeps it from being one, and holds neither page back', () => {
  const spanish = { language: 'es', translationOf: { _ref: 'ketamine' } }
  const faultsWith = (...articles: unknown[]) => faults(snapshotFrom(published({ article: articles })))
  expect(faultsWith(article('ketamine'), article('ketamina', spanish))).toEqual([])
  const inSpanishToo = faultsWith(article('ketamine', { language: 'es' }), article('ketamina', spanish))
  expect(inSpanishToo).toMatchObject([{ documentId: 'ketamina', field: 'translationOf', level: 'advice' }])
  expect(faultsWith(article('ketamina', spanish))).toMatchObject([
    { field: 'translationOf', level: 'advice', reason: expect.stringContaining('stands by itself') },
  ])
})
