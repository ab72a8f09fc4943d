import { expect, test } from 'vitest'
import { type LiveState, toLiveState } from './live-state.ts'
import type { LiveRelease, PublisherState, SiteReading } from './site-reading.ts'
import { toStudioDocument } from './studio-document.ts'

const now = Temporal.Instant.from('2027-01-15T15:32:30Z')
const id = 'article-sleep'
const article = {
  _id: id,
  _type: 'article',
  _rev: 'rev-2',
  _updatedAt: '2027-01-15T15:32:20Z',
  slug: { current: 'sleep' },
  publishedAt: '2026-10-01T12:00:00Z',
}
const draft = toStudioDocument({ ...article, _id: `drafts.${id}`, _rev: 'rev-3' })
const published = toStudioDocument(article)

const release: LiveRelease = {
  release: 'r1',
  publishedAt: '2027-01-15T15:00:00Z',
  nextChangeAt: null,
  timeZone: 'America/New_York',
  documents: { [id]: 'rev-1' },
  faults: [],
}
const idle: PublisherState = { release: 'r1', state: 'idle', reason: null, pending: 0, progress: null }

function siteWith(given: Partial<SiteReading>): SiteReading {
  return { release, publisher: idle, since: null, problem: null, ...given }
}

/** The state of the article, published in its second revision ten seconds ago, unless something else is given. */
function stateOf(
  site: SiteReading | null,
  given: { draft?: typeof draft; published?: typeof draft } = {},
): LiveState {
  return toLiveState({ id, type: 'article', draft: null, published, ...given }, site, now)
}

const live = siteWith({ release: { ...release, documents: { [id]: 'rev-2' } } })

test('says nothing before the site has answered', () => {
  expect(stateOf(null).kind).toBe('asking')
})

test('a document that was never published is a draft, and patients see nothing of it', () => {
  const site = siteWith({ release: { ...release, documents: {} } })
  expect(stateOf(site, { draft, published: null })).toMatchObject({ kind: 'draft', path: null })
})

test('a published revision that the release lacks is being published', () => {
  expect(stateOf(siteWith({})).kind).toBe('publishing')
  const publisher = { ...idle, state: 'publishing' as const, progress: { done: 30, total: 120 } }
  expect(stateOf(siteWith({ publisher })).words).toBe('Publishing… 25 %')
})

test('a revision that the release shows is live, since when the publisher says, by the clinic’s clock', () => {
  expect(stateOf({ ...live, since: '2027-01-15T15:32:21Z' })).toMatchObject({
    kind: 'live',
    words: 'Live since 10:32 AM',
    path: '/articles/sleep/',
  })
  expect(stateOf({ ...live, since: '2026-12-31T15:32:21Z' }).words).toBe(
    'Live since December 31, 2026, 10:32 AM',
  )
  expect(stateOf(live).words).toBe('Live')
})

test('newer changes that are not published are named beside what is live', () => {
  const state = stateOf(live, { draft })
  expect([state.kind, state.explanation]).toEqual(['live', 'Your newer changes are not published yet.'])
})

test('a document that is held back names its field, what patients see meanwhile, and newer changes', () => {
  const fault = {
    documentId: id,
    type: 'article',
    title: 'Sleep',
    field: 'summary',
    reason: 'Write a summary.',
  }
  const site = siteWith({ release: { ...release, faults: [{ ...fault, level: 'heldBack' as const }] } })
  expect(stateOf(site)).toMatchObject({
    kind: 'heldBack',
    field: 'summary',
    explanation: 'Write a summary. Patients see the version before.',
  })
  expect(stateOf(site, { draft }).explanation).toBe(
    'Write a summary. Patients see the version before. Your newer changes are not published yet.',
  )
  const mending = { ...site, publisher: { ...idle, pending: 1 } }
  expect(stateOf(mending).kind).toBe('publishing')
})

test('what is shown but incomplete names its first field', () => {
  const advice = { documentId: id, type: 'article', title: '', level: 'advice' as const }
  const faults = [
    { ...advice, field: 'related[0]', reason: 'Choose another.' },
    { ...advice, field: 'body', reason: 'Take the link away.' },
  ]
  const site = { ...live, release: live.release && { ...live.release, faults } }
  expect(stateOf(site)).toMatchObject({
    kind: 'live',
    field: 'related[0]',
    explanation: 'Something in it is incomplete. Choose another. “Needs attention” lists 1 more.',
  })
})

test('a failed publish gives its reason, and a rollback says that it holds everything back', () => {
  const failed = { ...idle, state: 'failed' as const, reason: 'Half of the pages would vanish.' }
  expect(stateOf(siteWith({ publisher: failed }))).toMatchObject({
    kind: 'failed',
    explanation: 'Half of the pages would vanish.',
  })
  const problems = [{ path: '/x/', rule: 'upgrade', message: 'would not be there any more.' }]
  expect(stateOf(siteWith({ publisher: { ...failed, problems } }))).toMatchObject({
    kind: 'paused',
    words: 'Not live yet: a new version of the site is waiting',
  })
  expect(stateOf(siteWith({ publisher: { ...idle, state: 'held' } })).kind).toBe('paused')
})

test('a site that has not heard of a revision for twenty seconds is said to be late', () => {
  const earlier = toStudioDocument({ ...article, _updatedAt: '2027-01-15T15:32:00Z' })
  expect(stateOf(siteWith({}), { published: earlier }).kind).toBe('late')
})

test('a host that builds the site itself is given ten minutes, and judged by its last release', () => {
  const host = siteWith({ publisher: null })
  expect(stateOf(host)).toMatchObject({
    kind: 'publishing',
    explanation: 'The host of the site is building it.',
  })
  const earlier = toStudioDocument({ ...article, _updatedAt: '2027-01-15T15:20:00Z' })
  expect(stateOf(host, { published: earlier }).kind).toBe('late')
  const faults = [
    { documentId: id, type: 'article', title: '', field: 'body', reason: 'Why.', level: 'heldBack' as const },
  ]
  const judged = { ...release, publishedAt: '2027-01-15T15:32:25Z', faults }
  expect(stateOf({ ...host, release: judged }).kind).toBe('heldBack')
})

test('a site that does not answer is said not to, and that nothing is lost', () => {
  const problem = 'http://localhost:4321 cannot be reached from here.'
  const state = stateOf(siteWith({ publisher: null, problem }))
  expect(state.kind).toBe('unreachable')
  expect(state.explanation).toMatch(/cannot be reached.*is safe/)
  expect(stateOf({ release: null, publisher: null, since: null, problem }).kind).toBe('unreachable')
})

test('nothing is called live while the site does not answer', () => {
  expect(stateOf({ ...live, problem: 'It cannot be reached.' }).kind).toBe('unreachable')
})

test('a withdrawn document is coming off the site until the release lacks it', () => {
  expect(stateOf(siteWith({}), { draft, published: null }).kind).toBe('withdrawing')
  const failed = { ...idle, state: 'failed' as const, reason: 'It failed.' }
  expect(stateOf(siteWith({ publisher: failed }), { draft, published: null }).explanation).toBe(
    'It failed. Patients can still see it.',
  )
})

test('an article whose date lies ahead is scheduled for it', () => {
  const later = toStudioDocument({ ...article, publishedAt: '2027-02-06T14:00:00Z' })
  expect(stateOf(live, { published: later })).toMatchObject({
    kind: 'scheduled',
    words: 'Scheduled for February 6, 9 AM',
    path: null,
  })
})

test('an announcement is scheduled, live or ended by its window', () => {
  const given = {
    ...article,
    _type: 'announcement',
    kind: 'groupStart',
    startDate: '2027-02-06',
    startTime: '18:00',
  }
  const stateWith = (fields: object) =>
    stateOf(live, { published: toStudioDocument({ ...given, ...fields }) })
  expect(stateWith({}).kind).toBe('live')
  expect(stateWith({ showFrom: '2027-01-20T14:00:00Z' })).toMatchObject({
    words: 'Scheduled for January 20, 9 AM',
    explanation: 'It appears by itself, and ends February 7, midnight.',
  })
  expect(stateWith({ startDate: '2027-01-14' })).toMatchObject({ kind: 'ended', words: 'Ended midnight' })
})

test('while the site cannot read the content, a change is not lost, and what is live stays live', () => {
  const contentLake = { reachable: false, since: '2027-01-15T15:30:00Z' }
  for (const state of ['idle', 'failed'] as const) {
    const told = stateOf(siteWith({ publisher: { ...idle, state, contentLake } }))
    expect(told.kind).toBe('cutOff')
    expect(told.explanation).toContain('It keeps showing the last release. What you publish is not lost')
  }
  expect(stateOf({ ...live, publisher: { ...idle, contentLake } }).kind).toBe('live')
})
