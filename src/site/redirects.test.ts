import { expect, test } from 'vitest'
import { article, published, redirect, snapshotFrom } from '#tests/fixtures/published.ts'
import { listRedirects } from './redirects.ts'
import { siteAt } from './site.ts'

const now = Temporal.Instant.from('2026-11-23T12:00:00Z')

function rules(...documents: unknown[]) {
  return listRedirects(siteAt(snapshotFrom(published({ redirect: documents })), now))
}

test('leads an old address to the page that took its place', () => {
  expect(rules(redirect('r'))).toEqual([{ from: '/articles/old/', to: '/articles/ketamine/' }])
})

test('says of a withdrawn page that it is gone', () => {
  expect(rules(redirect('r', { outcome: 'gone', target: null }))).toEqual([
    { from: '/articles/old/', to: null },
  ])
})

test('yields to a page that has the address again', () => {
  expect(rules(redirect('r', { from: '/articles/ketamine/' }))).toEqual([])
})

test('leads nowhere while its page waits for its date', () => {
  const later = article('ketamine', { publishedAt: '2027-01-01T00:00:00Z' })
  const snapshot = snapshotFrom(published({ article: [later], redirect: [redirect('r')] }))
  expect(listRedirects(siteAt(snapshot, now))).toEqual([{ from: '/articles/old/', to: null }])
})
