import { expect, test } from 'vitest'
import { readSite } from './site-reading.ts'

const siteUrl = 'https://clinic.example'
const release = {
  release: 'r1',
  publishedAt: '2027-01-15T15:00:00Z',
  nextChangeAt: null,
  timeZone: 'America/New_York',
  documents: { home: 'rev-1' },
  faults: [],
}
const health = { release: 'r1', state: 'idle', reason: null, pending: 0, progress: null }

/** A site that answers these paths, and counts how often it is asked for each. */
function siteWith(answers: Record<string, (() => Response) | undefined>) {
  const asked: string[] = []
  const fetch = async (url: string) => {
    const path = url.slice(siteUrl.length)
    asked.push(path)
    const answer = answers[path.split('?')[0] ?? '']
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  }
  return { fetch, asked }
}

test('reads what is live, the status of publishing, and since when the document is shown', async () => {
  const document = { id: 'home', revision: 'rev-1', since: '2027-01-15T14:00:00Z' }
  const site = siteWith({
    '/healthz': () => Response.json({ ...health, document }),
    '/release.json': () => Response.json(release),
  })
  const reading = await readSite(siteUrl, 'home', null, site.fetch)
  expect(reading).toMatchObject({ release, since: '2027-01-15T14:00:00Z', problem: null })
  expect(reading.publisher?.state).toBe('idle')
  expect(site.asked).toEqual(['/healthz?document=home', '/release.json'])
})

test('does not read a release again that it knows', async () => {
  const site = siteWith({
    '/healthz': () => Response.json(health),
    '/release.json': () => Response.json(release),
  })
  const before = await readSite(siteUrl, null, null, site.fetch)
  expect(await readSite(siteUrl, null, before, site.fetch)).toEqual(before)
  expect(site.asked).toEqual(['/healthz', '/release.json', '/healthz'])
})

test('a plain host tells what is live, whether it answers for health or refuses to', async () => {
  const page = () =>
    new Response('<!doctype html>', { status: 404, headers: { 'content-type': 'text/html' } })
  for (const answers of [{ '/healthz': page }, {}]) {
    const site = siteWith({ ...answers, '/release.json': () => Response.json(release) })
    expect(await readSite(siteUrl, 'home', null, site.fetch)).toEqual({
      release,
      publisher: null,
      since: null,
      problem: null,
    })
  }
})

test('asks a second time before it says that the site cannot be reached', async () => {
  let refusals = 1
  const site = siteWith({
    '/release.json': () => {
      if (refusals-- > 0) throw new DOMException('signal timed out', 'TimeoutError')
      return Response.json(release)
    },
  })
  expect(await readSite(siteUrl, null, null, site.fetch)).toMatchObject({ release, problem: null })
})

test('says that the site cannot be reached, and keeps what it knew', async () => {
  const before = { release, publisher: null, since: null, problem: null }
  const reading = await readSite(siteUrl, null, before, siteWith({}).fetch)
  expect(reading.release).toEqual(release)
  expect(reading.problem).toBe('https://clinic.example cannot be reached from here.')
})

test('says that an answer takes too long, in words', async () => {
  const late = async () => {
    throw new DOMException('signal timed out', 'TimeoutError')
  }
  const { problem } = await readSite(siteUrl, 'home', null, late)
  expect(problem).toBe('https://clinic.example has not answered for 10 seconds.')
})

test('a site without a first release is said to have none', async () => {
  const site = siteWith({
    '/healthz': () => Response.json({ ...health, release: null }, { status: 503 }),
    '/release.json': () => new Response('Soon.', { status: 503, headers: { 'content-type': 'text/html' } }),
  })
  const reading = await readSite(siteUrl, null, null, site.fetch)
  expect(reading.problem).toBe('https://clinic.example has no release to show yet.')
})
