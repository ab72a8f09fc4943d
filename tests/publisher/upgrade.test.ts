import { expect, test } from 'vitest'
import type { Fault } from '#renderer/contract.ts'
import { createSmallRenderer, type SmallRenderer } from './small-renderer.ts'
import { metricsToken, startTestPublisher, type TestPublisher } from './test-publisher.ts'
import { sendCommand } from './test-requests.ts'

/* A new version of the code, on the data folder of the version before. */

const notes = [
  { _id: 'groups', title: 'Groups', html: '<p>Monday</p>' },
  { _id: 'about', title: 'About us' },
]
const waits = 'A new version of the site is installed, and waits'

/** New code that has no page at a path. */
function withoutPage(path: string): SmallRenderer {
  const renderer = createSmallRenderer('code-2')
  const { paths } = renderer
  renderer.paths = (snapshot, now) => paths(snapshot, now).filter(each => each !== path)
  return renderer
}

/** New code whose contract no version of a document fits. */
function refusing(documentId: string): SmallRenderer {
  const renderer = createSmallRenderer('code-2')
  const { loadSnapshot, restoreSnapshot } = renderer
  const fault: Fault = {
    documentId,
    type: 'note',
    title: 'Groups',
    field: 'readingTime',
    reason: 'Say how long it takes to read.',
    studioUrl: 'http://localhost:3333/',
    level: 'heldBack',
  }
  const hide = <Content extends Awaited<ReturnType<typeof restoreSnapshot>>>(snapshot: Content) => ({
    ...snapshot,
    documents: snapshot.documents.map(each =>
      each.id === documentId ? { ...each, shownRev: null, content: null } : each,
    ),
    faults: snapshot.documents.some(({ id }) => id === documentId) ? [fault] : [],
  })
  renderer.restoreSnapshot = async (...given) => hide(await restoreSnapshot(...given))
  renderer.loadSnapshot = async (...given) => hide(await loadSnapshot(...given))
  return renderer
}

async function startedSite(): Promise<TestPublisher> {
  const site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  return site
}

const codeVersion = async (site: TestPublisher) =>
  JSON.parse((await site.ask('/release.json')).text).codeVersion
const metrics = async (site: TestPublisher) =>
  (await site.ask('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })).text

test('new code that drops a page waits: patients see the page, and it is said everywhere', async () => {
  await using site = await startedSite()
  await site.restart(withoutPage('/groups/'))

  expect((await site.ask('/groups/')).text).toContain('Monday')
  expect(await codeVersion(site)).toBe('code-1')
  expect(await site.health()).toMatchObject({
    status: 'stale',
    state: 'failed',
    reason: expect.stringMatching(
      `${waits}: with it, 1 address would no longer be there. Patients .* or to go back to the one before\\.$`,
    ),
    problems: [{ path: '/groups/', rule: 'upgrade', message: 'would not be there any more.' }],
  })
  expect((await site.ask('/healthz?require=ok')).status).toBe(503)
  expect(await metrics(site)).toContain('publisher_upgrade_refused 1')
  expect(site.logged.join('')).toContain('/groups/: would not be there any more.')
})

test('new code may leave out a page that has nothing to show', async () => {
  await using site = await startedSite()
  const renderer = withoutPage('/groups/')
  renderer.closedPaths = () => ['/groups/']
  const { render } = renderer
  // Where nothing leads to it.
  renderer.render = (path, context) => render(path === '/' ? '/about/' : path, context)
  await site.restart(renderer)

  expect(await codeVersion(site)).toBe('code-2')
  expect((await site.ask('/groups/')).status).toBe(404)
})

test('new code that drops a page of the sample waits as well', async () => {
  await using site = await startTestPublisher([...notes, { _id: 'sample', title: 'A sample' }])
  await site.publisher.whenQuiet()
  await site.restart(withoutPage('/groups/'))

  expect((await site.ask('/groups/')).status).toBe(200)
  expect(await codeVersion(site)).toBe('code-1')
})

test('new code that a document does not fit waits, and names document, field and reason', async () => {
  await using site = await startedSite()
  await site.restart(refusing('groups'))

  expect((await site.ask('/groups/')).text).toContain('Monday')
  const { problems } = await site.health()
  expect(problems).toEqual([
    {
      path: null,
      rule: 'upgrade',
      message:
        '“Groups” (Notes) would not be shown, for its field “reading time”: Say how long it takes to read.',
    },
    { path: '/groups/', rule: 'upgrade', message: 'would not be there any more.' },
  ])
})

test('what staff publish meanwhile waits, and why; code that fits puts it live', async () => {
  await using site = await startedSite()
  await site.restart(withoutPage('/groups/'))
  await site.publish({ _id: 'about', title: 'About us', html: '<p>New words</p>' })

  expect((await site.ask('/about/')).text).not.toContain('New words')
  expect((await site.health()).reason).toContain('what you publish waits too; nothing is lost')

  await site.restart(createSmallRenderer('code-3'))
  expect((await site.ask('/about/')).text).toContain('New words')
  expect(await site.health()).toMatchObject({ status: 'ok', reason: null, problems: [] })
  expect(await metrics(site)).toContain('publisher_upgrade_refused 0')
})

test('going back to the code before publishes what was waiting', async () => {
  await using site = await startedSite()
  await site.restart(refusing('groups'))
  await site.publish({ _id: 'about', title: 'About us', html: '<p>New words</p>' })

  await site.restart(createSmallRenderer('code-1'))

  expect((await site.ask('/about/')).text).toContain('New words')
  expect((await site.ask('/groups/')).text).toContain('Monday')
})

test('the code before goes on publishing while new code is built, though it does not describe its releases', async () => {
  await using site = await startedSite()
  const { describe: _, ...before } = createSmallRenderer()
  await site.restart(before)
  await site.publish({ _id: 'groups', title: 'Groups', html: '<p>Friday</p>' })

  expect((await site.ask('/groups/')).text).toContain('Friday')
  const { release } = JSON.parse((await site.ask('/release.json')).text)
  expect(await site.health()).toMatchObject({ status: 'ok', release })
})

test('a person can accept what goes', async () => {
  await using site = await startedSite()
  await site.restart(refusing('groups'))

  const refused = await sendCommand(site, { command: 'publish', acceptRemoval: false })
  expect(refused).toMatchObject({ isGood: false, text: expect.stringContaining('--accept-removal') })
  expect(refused.text).toContain('\n  - “Groups” (Notes) would not be shown, for its field “reading time”')
  expect(refused.text).toContain('\n  - /groups/: would not be there any more.')
  expect(refused.text).not.toContain('Put it right in the Studio')

  expect(await sendCommand(site, { command: 'publish', acceptRemoval: true })).toMatchObject({ isGood: true })
  expect((await site.ask('/groups/')).status).toBe(404)
  expect(await codeVersion(site)).toBe('code-2')
  expect(await site.health()).toMatchObject({ status: 'ok' })
})

test('names what new code does not know by what patients see of it, and counts what is left out', async () => {
  const many = Array.from({ length: 25 }, (_, number) => ({ _id: `n${number}`, title: `Note ${number}` }))
  await using site = await startTestPublisher(many)
  await site.publisher.whenQuiet()
  const renderer = createSmallRenderer('code-2')
  const { loadSnapshot } = renderer
  renderer.restoreSnapshot = async () => ({ documents: [], faults: [] })
  renderer.loadSnapshot = async client => ({ ...(await loadSnapshot(client)), documents: [] })
  await site.restart(renderer)

  const { problems } = await site.health()
  expect(problems).toHaveLength(21)
  const lost = '“Note 1” (Notes) would not be shown: the new version knows no such documents.'
  expect(problems).toEqual(
    expect.arrayContaining([
      { path: null, rule: 'upgrade', message: lost },
      { path: null, rule: 'upgrade', message: expect.stringMatching(/^And \d+ more\.$/) },
    ]),
  )
})

test('what staff took off the site meanwhile is not laid to new code', async () => {
  await using site = await startedSite()
  site.lake.documents.delete('groups')

  await site.restart(createSmallRenderer('code-2'))

  expect(await codeVersion(site)).toBe('code-2')
  expect((await site.ask('/groups/')).status).toBe(404)
})

test('new code may move a page, if its old address leads there', async () => {
  await using site = await startedSite()
  site.lake.publish({ _id: 'moved', _type: 'redirect', from: '/groups/', to: '/about/' })

  await site.restart(withoutPage('/groups/'))

  expect(await codeVersion(site)).toBe('code-2')
  expect((await site.ask('/groups/')).status).toBe(301)
})

test('new code keeps the last good version of a document that is held back', async () => {
  await using site = await startedSite()
  await site.publish({ _id: 'groups', title: 'broken' })

  await site.restart(createSmallRenderer('code-2'))

  expect(await codeVersion(site)).toBe('code-2')
  expect((await site.ask('/groups/')).text).toContain('Monday')
})

test('the end of an announcement does not put new code live that was refused', async () => {
  await using site = await startTestPublisher([
    ...notes,
    { _id: 'closed', title: 'Closed', showUntil: '2027-01-15T12:00:30Z' },
  ])
  await site.publisher.whenQuiet()
  await site.restart(withoutPage('/groups/'))

  site.clock.advance(60_000)
  await site.publisher.whenQuiet()

  expect(await codeVersion(site)).toBe('code-1')
  expect((await site.health()).problems).not.toEqual([])
})

test('new code that finds no site in the content waits, and tries again', async () => {
  await using site = await startedSite()
  const renderer = createSmallRenderer('code-2')
  const { loadSnapshot } = renderer
  renderer.loadSnapshot = async () => {
    throw Object.assign(
      new Error(
        'The site cannot be made: “Settings” cannot be used. Publish it in the Studio.\nHeld back: siteSettings',
      ),
      {
        code: 'content-incomplete',
        found: '“Settings” cannot be used.',
      },
    )
  }
  await site.restart(renderer)
  expect(await site.health()).toMatchObject({
    status: 'stale',
    reason: expect.stringContaining(
      `${waits}: it finds no site in what is published. “Settings” cannot be used. Patients`,
    ),
    problems: [{ path: null, rule: 'upgrade', message: 'Every page: “Settings” cannot be used.' }],
  })
  expect((await sendCommand(site, { command: 'publish', acceptRemoval: true })).text).toMatch(
    /^Not live: a new version of the site waits\.\n.*the one before\.\n {2}- Held back: siteSettings\n/,
  )

  renderer.loadSnapshot = loadSnapshot
  site.clock.advance(10_000)
  await site.publisher.whenQuiet()
  expect(await codeVersion(site)).toBe('code-2')
})
