import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFile, listReleases } from '../fixtures/stored-releases.ts'
import { createSmallRenderer } from './small-renderer.ts'
import { startTestPublisher, type TestPublisher } from './test-publisher.ts'

const twoNotes = [
  { _id: 'groups', title: 'Groups', html: '<p>Starts on <b>Monday</b>.</p>', media: ['a-320.webp'] },
  { _id: 'about', title: 'About us' },
]

/** The name of the release that patients are served. */
async function liveRelease(site: TestPublisher): Promise<string> {
  return JSON.parse((await site.ask('/release.json')).text).release
}

test('makes a first release of what is published', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()

  expect((await site.ask('/groups/')).text).toContain('Monday')
  const notice = JSON.parse((await site.ask('/release.json')).text)
  expect(notice.documents).toEqual({ about: 'rev-2', groups: 'rev-1' })
  expect(await site.health()).toMatchObject({
    status: 'ok',
    state: 'idle',
    pending: 0,
    release: notice.release,
  })
})

test('puts a published change live after its webhook', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()

  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Starts on Friday.</p>' })

  expect((await site.ask('/groups/')).text).toContain('Friday')
})

test('says since when patients see a document, across other releases and a restart', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const shown = async (id: string) => JSON.parse((await site.ask(`/healthz?document=${id}`)).text).document
  const first = site.clock.now().toString()
  expect(await shown('groups')).toEqual({ id: 'groups', revision: 'rev-1', since: first })

  site.clock.advance(60_000)
  await site.publish({ _id: 'about', title: 'About our clinic' })
  await site.restart()

  const second = site.clock.now().toString()
  expect(await shown('about')).toMatchObject({ revision: 'rev-3', since: second })
  expect(await shown('groups')).toMatchObject({ revision: 'rev-1', since: first })
  expect(await shown('nothing')).toBeNull()
})

test('an edit after the first release goes on from the content in memory, and loads none from disk', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const { restoreSnapshot } = site.renderer
  let restored = 0
  site.renderer.restoreSnapshot = (...given) => {
    restored += 1
    return restoreSnapshot(...given)
  }

  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Starts on Friday.</p>' })

  expect((await site.ask('/groups/')).text).toContain('Friday')
  expect(restored).toBe(0)
})

test('takes an unpublished page away after its webhook', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const groups = site.lake.documents.get('groups')
  site.lake.documents.delete('groups')

  await site.hook({ ...groups }, { operation: 'delete' })
  await site.publisher.whenQuiet()

  expect((await site.ask('/groups/')).status).toBe(404)
  expect((await site.ask('/')).text).not.toContain('Groups')
})

test('renders only what may have changed, and serves the rest as it was', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const before = await liveRelease(site)
  site.renderer.rendered.length = 0

  await site.publish({ _id: 'about', title: 'About our clinic' })

  const after = await liveRelease(site)
  expect(after).not.toBe(before)
  expect(site.renderer.rendered).not.toContain('/media/a-320.webp')
  expect(site.renderer.rendered).not.toContain('/groups/')
  expect(site.renderer.rendered).not.toContain('/_astro/site.css')
  expect((await site.ask('/groups/')).text).toContain('Monday')
  expect((await site.ask('/media/a-320.webp')).status).toBe(200)
})

test('takes a burst of webhooks in with one publish more', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const release = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  site.renderer.before = async () => {
    started.resolve()
    await release.promise
  }
  await site.hook(site.lake.publish({ _id: 'n-0', title: 'Note 0' }))
  await started.promise
  for (let number = 1; number <= 20; number += 1) {
    await site.hook(site.lake.publish({ _id: `n-${number}`, title: `Note ${number}` }))
  }
  release.resolve()
  await site.publisher.whenQuiet()

  expect((await site.ask('/n-20/')).status).toBe(200)
  expect(await listReleases(site.folder)).toHaveLength(3)
})

test('keeps the release when a publish changes nothing', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const before = await liveRelease(site)

  await site.hook({ _id: 'groups', _rev: 'rev-1', _updatedAt: '2027-01-01T00:00:01.000Z' })
  await site.publisher.whenQuiet()

  expect(await liveRelease(site)).toBe(before)
  expect(await listReleases(site.folder)).toHaveLength(1)
})

test('keeps serving the old release when a check fails, says why, and recovers with the next edit', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()

  await site.publish({ _id: 'groups', title: 'Groups', html: '<a href="/nowhere/">Sign up</a>' })

  expect((await site.ask('/groups/')).text).toContain('Monday')
  const health = await site.health()
  expect(health).toMatchObject({ status: 'stale', state: 'failed', pending: 0 })
  expect((await site.ask('/healthz?require=ok')).status).toBe(503)
  expect(health.reason).toContain('/groups/: it refers to /nowhere/, which is not there.')
  expect(JSON.parse(await readFile(join(site.folder, 'state.json'), 'utf8'))).toMatchObject({
    state: 'failed',
  })

  await site.publish({ _id: 'groups', title: 'Groups', html: '<a href="/about/">Sign up</a>' })
  expect((await site.ask('/groups/')).text).toContain('Sign up')
  expect(await site.health()).toMatchObject({ status: 'ok', state: 'idle', reason: null })
})

test.each(['healthz', 'hooks', 'metrics'])(
  'keeps a page from /%s/, where the server answers itself',
  async slug => {
    await using site = await startTestPublisher(twoNotes)
    await site.publisher.whenQuiet()

    await site.publish({ _id: 'hidden', title: 'Hidden', slug })

    expect(await site.health()).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining(`/${slug}/: the server itself uses this address`),
    })
  },
)

test('does not try a failed release again while the content stays as it is', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  await site.publish({ _id: 'groups', title: 'Groups', html: '<a href="/nowhere/">Sign up</a>' })
  site.renderer.rendered.length = 0

  site.clock.advance(10 * 60_000)
  await site.publisher.whenQuiet()

  expect(site.renderer.rendered).toEqual([])
})

test('publishes a failed release once an edit whose webhook was lost has mended it', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  await site.publish({ _id: 'groups', title: 'Groups', html: '<a href="/nowhere/">Sign up</a>' })
  site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Mended.</p>' })

  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect((await site.ask('/groups/')).text).toContain('Mended')
})

test('finds a lost webhook by comparison', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.lake.publish({ _id: 'new', title: 'A note nobody announced' })
  site.lake.documents.delete('about')

  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect((await site.ask('/new/')).status).toBe(200)
  expect((await site.ask('/about/')).status).toBe(404)
})

test('publishes once, not each minute, for a document that the site does not read', async () => {
  await using site = await startTestPublisher([...twoNotes, { _id: 'system', _type: 'internal' }])
  await site.publisher.whenQuiet()
  site.clock.advance(61_000)
  await site.publisher.whenQuiet()
  site.renderer.rendered.length = 0

  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect(site.renderer.rendered).toEqual([])
})

test('changes the site by itself when an announcement ends', async () => {
  await using site = await startTestPublisher([
    ...twoNotes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ nextChangeAt: '2027-01-15T17:00:00Z' })

  site.clock.advance(5 * 3_600_000 - 1000)
  await site.publisher.whenQuiet()
  expect((await site.ask('/')).text).toContain('Closed today')

  site.clock.advance(1100)
  await site.publisher.whenQuiet()
  expect((await site.ask('/')).text).not.toContain('Closed today')
  expect(await site.health()).toMatchObject({ nextChangeAt: null })
})

test('catches up within seconds after the machine has slept past a change', async () => {
  await using site = await startTestPublisher([
    ...twoNotes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  await site.publisher.whenQuiet()

  site.clock.set('2027-01-16T08:00:00Z')
  site.clock.advance(10_001)
  await site.publisher.whenQuiet()

  expect((await site.ask('/')).text).not.toContain('Closed today')
})

test('renders the pages again when a clock that was ahead is corrected', async () => {
  await using site = await startTestPublisher([
    ...twoNotes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  site.clock.set('2028-01-15T12:00:00Z')
  await site.publish({ _id: 'about', title: 'About' })
  expect((await site.ask('/')).text).not.toContain('Closed today')

  site.clock.set('2027-01-15T12:00:00Z')
  site.clock.advance(10_001)
  await site.publisher.whenQuiet()

  expect((await site.ask('/')).text).toContain('Closed today')
})

test('waits for an API that lags behind the revision its webhook announced', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.clock.skipWaitsUpTo(2000)
  site.lake.lag(4)

  const published = site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Caught up.</p>' })
  await site.hook(published)
  await site.publisher.whenQuiet()

  expect(JSON.parse((await site.ask('/release.json')).text).documents.groups).toBe(published._rev)
  expect((await site.ask('/groups/')).text).toContain('Caught up.')
})

test('goes ahead without a revision that never appears, and leaves no webhook waiting', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.clock.skipWaitsUpTo(2000)
  site.lake.publish({ _id: 'about', title: 'About our clinic' })

  await site.hook({ _id: 'groups', _rev: 'never', _updatedAt: '2030-01-01T00:00:00Z' })
  await site.publisher.whenQuiet()

  expect((await site.ask('/about/')).text).toContain('About our clinic')
  expect(await site.health()).toMatchObject({ pending: 0 })
})

test('does not wait for a revision that a later edit has replaced', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const first = site.lake.publish({ _id: 'groups', title: 'First' })
  site.lake.publish({ _id: 'groups', title: 'Second' })

  await site.hook(first)
  await site.publisher.whenQuiet()

  expect((await site.ask('/groups/')).text).toContain('Second')
})

test('keeps the site up and the webhook noted while the Content Lake is away, and publishes when it is back', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const published = site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday.</p>' })
  site.lake.fail(500)

  await site.hook(published)
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ status: 'stale', state: 'failed', pending: 1 })
  expect((await site.ask('/groups/')).text).toContain('Monday')

  site.lake.fail(200)
  site.clock.advance(1100)
  await site.publisher.whenQuiet()
  expect((await site.ask('/groups/')).text).toContain('Friday')
  expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 })
})

test('holds back a broken document, and shows its last good version also after a restart', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  await site.restart()

  await site.publish({ _id: 'groups', title: 'broken' })

  expect((await site.ask('/groups/')).text).toContain('Monday')
  const notice = JSON.parse((await site.ask('/release.json')).text)
  expect(notice.faults).toMatchObject([{ documentId: 'groups', field: 'title', reason: 'Give it a title.' }])
})

test('lets a sample leave as a whole', async () => {
  const many = Array.from({ length: 12 }, (_, number) => ({ _id: `note-${number}`, title: `Note ${number}` }))
  await using site = await startTestPublisher([...many, { _id: 'sample', title: 'A sample' }])
  await site.publisher.whenQuiet()
  for (const id of ['sample', ...many.slice(1).map(({ _id }) => _id)]) site.lake.documents.delete(id)

  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect((await site.ask('/note-0/')).status).toBe(200)
  expect((await site.ask('/note-7/')).status).toBe(404)
})

test('stops a release that would take most pages away at once', async () => {
  const many = Array.from({ length: 12 }, (_, number) => ({ _id: `note-${number}`, title: `Note ${number}` }))
  await using site = await startTestPublisher(many)
  await site.publisher.whenQuiet()
  for (let number = 1; number < 12; number += 1) site.lake.documents.delete(`note-${number}`)

  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect((await site.ask('/note-7/')).status).toBe(200)
  expect((await site.health()).reason).toContain('11 of 15 pages would vanish at once')
})

test('keeps as many releases as configured, and never removes the live one', async () => {
  await using site = await startTestPublisher(twoNotes, { keepReleases: 2 })
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday']) {
    await site.publish({ _id: 'groups', title: 'Groups', html: `<p>${day}</p>` })
    site.clock.advance(1000)
    await site.publisher.whenQuiet()
  }
  const kept = await listReleases(site.folder)
  expect(kept).toHaveLength(2)
  expect(kept).toContain((await site.health()).release)
})

test('a page that cannot be rendered stops the release and is named', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.renderer.before = path => {
    if (path === '/groups/') throw new Error('No template for this.')
  }

  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday.</p>' })

  expect((await site.health()).reason).toBe(
    '/groups/: it could not be rendered: the publisher’s log says why.',
  )
  expect(site.logged.join('')).toContain('No template for this.')
  expect(await listReleases(site.folder)).toHaveLength(1)
})

test('tries a page again that could not be rendered, for what it lacked may be back', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.renderer.before = path => {
    if (path === '/groups/') throw new Error('The picture could not be fetched.')
  }
  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday.</p>' })
  site.renderer.before = () => {}

  site.clock.advance(1100)
  await site.publisher.whenQuiet()

  expect((await site.ask('/groups/')).text).toContain('Friday')
})

test.each([
  [401, 'its key is refused', 'refuses the token'],
  [404, 'looks for the content in the wrong place', 'knows no such project or dataset'],
  [502, 'cannot read the content at present', 'is out of order'],
])('says what to do when the Content Lake answers %i', async (status, words, logged) => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.lake.fail(status)
  await site.hook(site.lake.publish({ _id: 'groups', title: 'Groups' }))
  await site.publisher.whenQuiet()

  expect((await site.health()).reason).toContain(words)
  expect(site.logged.join('')).toContain(logged)
})

test('says that the Content Lake does not answer', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  const published = site.lake.publish({ _id: 'groups', title: 'Groups' })
  await site.lake[Symbol.asyncDispose]()
  await site.hook(published)
  await site.publisher.whenQuiet()

  expect((await site.health()).reason).toContain('cannot read the content at present')
  expect(site.logged.join('')).toContain('does not answer')
})

test('publishes again when the code has changed', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()

  await site.restart(createSmallRenderer('code-2'))

  expect(JSON.parse((await site.ask('/release.json')).text).codeVersion).toBe('code-2')
})

test('reuses pictures when the code has changed, since their names identify their content', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()

  const renderer = createSmallRenderer('code-2')
  await site.restart(renderer)

  expect(renderer.rendered).toContain('/groups/')
  expect(renderer.rendered).not.toContain('/media/a-320.webp')
  expect((await site.ask('/media/a-320.webp')).status).toBe(200)
})

test('serves what was live before, at once, when the Content Lake is away at start', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.lake.fail(503)

  await site.restart()

  expect((await site.ask('/groups/')).text).toContain('Monday')
})

test('takes up after a restart what was published meanwhile', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Meanwhile.</p>' })

  await site.restart()

  expect((await site.ask('/groups/')).text).toContain('Meanwhile')
})

test('serves an older release when the live one is damaged, and makes a new one', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday.</p>' })
  await site.publisher.stop()
  await emptyFile(site.folder, '/groups/')

  await site.restart()

  expect((await site.ask('/groups/')).text).toContain('Friday')
})

test('never logs the token or the secret', async () => {
  await using site = await startTestPublisher(twoNotes)
  await site.publisher.whenQuiet()
  site.lake.fail(401)
  await site.hook(site.lake.publish({ _id: 'groups', title: 'Groups' }))
  await site.publisher.whenQuiet()

  expect(site.logged.join('')).not.toContain('the-read-token')
  expect(site.logged.join('')).not.toContain('a secret for tests')
  expect(site.logged.join('')).toContain('Publishing failed')
})

test('takes down what has ended although the content that came with it may not go live', async () => {
  await using site = await startTestPublisher([
    ...twoNotes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  await site.publisher.whenQuiet()
  const bad = site.lake.publish({ _id: 'groups', title: 'Groups', html: '<a href="/nowhere/">Dead</a>' })
  site.clock.set('2027-01-15T17:00:01Z')

  await site.hook(bad)
  await site.publisher.whenQuiet()

  expect((await site.ask('/closure/')).status).toBe(404)
  expect((await site.ask('/groups/')).text).toContain('Monday')
  expect(await site.health()).toMatchObject({ state: 'failed' })
  expect((await site.health()).reason).toContain('/nowhere/')
})

test('takes down what has ended while the content cannot be read and a webhook waits', async () => {
  await using site = await startTestPublisher([
    ...twoNotes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  await site.publisher.whenQuiet()
  site.lake.fail(503)
  await site.hook(site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday</p>' }))
  await site.publisher.whenQuiet()

  site.clock.advance(5 * 3_600_000 + 1)
  await site.publisher.whenQuiet()

  expect((await site.ask('/')).text).not.toContain('Closed today')
  expect(await site.health()).toMatchObject({ state: 'failed', pending: 1 })
})
