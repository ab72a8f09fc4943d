import { expect, test } from 'vitest'
import type { LiveRelease } from './site-reading.ts'
import { siteTrouble, toSiteState, waitingDocuments } from './site-state.ts'

const now = Temporal.Instant.from('2027-01-15T15:32:30Z')
const fault = {
  documentId: 'held',
  type: 'article',
  title: 'Sleep',
  field: 'summary',
  reason: 'The summary is missing.',
  level: 'heldBack' as const,
}
const release: LiveRelease = {
  release: 'r1',
  publishedAt: '2027-01-15T15:00:00Z',
  nextChangeAt: null,
  timeZone: 'America/New_York',
  documents: { shown: 'rev-1', changed: 'rev-1', held: 'rev-1' },
  faults: [fault, { ...fault, field: 'title', reason: 'The title is missing.' }],
}
const published = [
  { id: 'shown', type: 'article', rev: 'rev-1' },
  { id: 'changed', type: 'article', rev: 'rev-2' },
  { id: 'held', type: 'article', rev: 'rev-2' },
  { id: 'new', type: 'article', rev: 'rev-1' },
]

test('what is held back is to be mended, and waits for nothing else', () => {
  expect(waitingDocuments(published, release).map(({ id }) => id)).toEqual(['changed', 'new'])
})

test('what only shall be mended waits until it is shown', () => {
  const advised = { ...release, faults: [{ ...fault, level: 'advice' as const }] }
  expect(waitingDocuments(published, advised).map(({ id }) => id)).toEqual(['changed', 'held', 'new'])
})

test('a document with several faults is held back once', () => {
  const site = { release, publisher: null, since: null, problem: null }
  expect(toSiteState(site, 0, now)).toMatchObject({
    kind: 'heldBack',
    words: 'One document is held back',
  })
  expect(toSiteState(site, 0, now).explanation).toContain('Everything else that is published is live.')
  expect(toSiteState(site, 2, now).explanation).toContain('Other documents are not live yet either.')
  const two = { ...release, faults: [...release.faults, { ...fault, documentId: 'other' }] }
  expect(toSiteState({ ...site, release: two }, 0, now).words).toBe('2 documents are held back')
})

test('staff are told that the site cannot read the content, and that nothing is lost', () => {
  const contentLake = { reachable: false, since: '2027-01-15T15:30:00Z' }
  const publisher = {
    release: 'r1',
    state: 'idle' as const,
    reason: null,
    pending: 0,
    progress: null,
    contentLake,
  }
  const site = { release: { ...release, faults: [] }, publisher, since: null, problem: null }
  expect(siteTrouble(site, now)).toMatchObject({
    kind: 'cutOff',
    words: 'The site cannot read the content at present',
    explanation: expect.stringContaining('It keeps showing the last release. What you publish is not lost'),
  })
})

test('staff are told that a new version of the site waits, not that publishing failed', () => {
  const publisher = {
    release: 'r1',
    state: 'failed' as const,
    reason: 'A new version of the site is installed, and waits.',
    problems: [{ path: '/team/', rule: 'upgrade', message: 'would not be there any more.' }],
    pending: 0,
    progress: null,
  }
  const site = { release: { ...release, faults: [] }, publisher, since: null, problem: null }
  expect(siteTrouble(site, now)).toMatchObject({
    kind: 'paused',
    words: 'A new version of the site is waiting',
    explanation: publisher.reason,
  })
})
