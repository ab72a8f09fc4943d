import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFile, listReleases } from '../fixtures/stored-releases.ts'
import { startTestPublisher, type TestPublisher } from './test-publisher.ts'
import { sendCommand } from './test-requests.ts'

/* What a rollback holds, and what ends it. */

const closure = { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' }

async function startWithTwoReleases(documents: { _id: string; [field: string]: unknown }[] = []) {
  const site = await startTestPublisher([
    { _id: 'groups', title: 'Groups', html: '<p>Monday</p>' },
    ...documents,
  ])
  await site.publisher.whenQuiet()
  const first = String((await site.health()).release)
  site.clock.advance(1000)
  await publish(site, 'Friday')
  return { site, first, second: String((await site.health()).release) }
}

async function publish(site: TestPublisher, day: string): Promise<void> {
  await site.publish({ _id: 'groups', title: 'Groups', html: `<p>${day}</p>` })
}

async function dayOf(site: TestPublisher): Promise<string> {
  return /<p>(\w+)<\/p>/.exec((await site.ask('/groups/')).text)?.[1] ?? ''
}

test('goes back, and nothing goes live until a person publishes: no webhook, no comparison, no time', async () => {
  const { site, first, second } = await startWithTwoReleases([closure])
  await using _ = site

  expect(await sendCommand(site, { command: 'rollback', release: null })).toMatchObject({
    isGood: true,
    text: expect.stringContaining(`The site is back at release ${first} (3 pages), from ${second}, after`),
  })
  expect(await dayOf(site)).toBe('Monday')
  await publish(site, 'Saturday')
  site.lake.publish({ _id: 'unannounced', title: 'Unannounced' })
  site.clock.advance(6 * 3_600_000)
  await site.publisher.whenQuiet()

  expect(await dayOf(site)).toBe('Monday')
  expect((await site.ask('/')).text).toContain('Closed today')
  expect((await site.ask('/unannounced/')).status).toBe(404)
  expect(await site.health()).toMatchObject({ status: 'held', state: 'held', pending: 2, release: first })
  expect((await site.ask('/healthz')).status).toBe(200)
  expect((await site.ask('/healthz?require=ok')).status).toBe(503)

  const answer = await sendCommand(site, { command: 'publish', acceptRemoval: false })
  expect(answer).toMatchObject({
    isGood: true,
    text: expect.stringMatching(/^Release \S+ is live: 3 pages[\s\S]*The rollback no longer holds the site/),
  })
  expect(await dayOf(site)).toBe('Saturday')
  expect((await site.ask('/')).text).not.toContain('Closed today')
  expect((await site.ask('/unannounced/')).status).toBe(200)
  expect(await site.health()).toMatchObject({ status: 'ok', state: 'idle', pending: 0, held: null })
})

test('says in health and in the state file what happened, when, and what to do', async () => {
  const { site, first, second } = await startWithTwoReleases()
  await using _ = site
  await sendCommand(site, { command: 'rollback', release: first })

  const reason =
    `On 2027-01-15 at 12:00 UTC the site was taken back to release ${first}, from ${second}. What is published ` +
    'meanwhile is noted and waits: nothing goes live until “npm run release” is run on the machine that serves the site.'
  expect(await site.health()).toMatchObject({ reason, held: { release: first, from: second } })
  expect(JSON.parse(await readFile(join(site.folder, 'state.json'), 'utf8'))).toMatchObject({
    state: 'held',
    reason,
    release: first,
  })
})

test('is still paused after a restart, even with new code, and then publishes on command', async () => {
  const { site, first } = await startWithTwoReleases([closure])
  await using _ = site
  await sendCommand(site, { command: 'rollback', release: null })
  await publish(site, 'Saturday')
  site.clock.advance(6 * 3_600_000)

  await site.restart()
  expect(site.logged.at(-1)).toContain('nothing goes live until “npm run release” is run')
  site.clock.advance(61_000)
  await site.publisher.whenQuiet()
  expect(await dayOf(site)).toBe('Monday')
  expect(await site.health()).toMatchObject({ state: 'held', pending: 1, release: first })

  await sendCommand(site, { command: 'publish', acceptRemoval: false })
  expect(await dayOf(site)).toBe('Saturday')
  expect((await site.ask('/')).text).not.toContain('Closed today')
})

test('finishes at the next start what a crash cut short between the note of a rollback and the swap', async () => {
  const { site, first, second } = await startWithTwoReleases()
  await using _ = site
  await site.publisher.stop()
  const hold = { release: first, from: second, since: site.clock.now().toString() }
  await writeFile(join(site.folder, 'hold.json'), JSON.stringify(hold))

  await site.restart()

  expect(await dayOf(site)).toBe('Monday')
  expect(await site.health()).toMatchObject({ release: first })
})

test('stays held when the file that says so is damaged', async () => {
  const { site } = await startWithTwoReleases()
  await using _ = site
  await site.publisher.stop()
  await writeFile(join(site.folder, 'hold.json'), '{"rel')
  site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Sunday</p>' })

  await site.restart()

  expect(await site.health()).toMatchObject({ state: 'held' })
  expect(await dayOf(site)).toBe('Friday')
})

test('publishes all the same when it holds a release that is gone: an empty site helps nobody', async () => {
  const { site, first } = await startWithTwoReleases()
  await using _ = site
  await sendCommand(site, { command: 'rollback', release: first })
  await site.publisher.stop()
  await rm(join(site.folder, 'manifests'), { recursive: true })

  await site.restart()

  expect(await dayOf(site)).toBe('Friday')
  expect(await site.health()).toMatchObject({ state: 'idle', held: null })
})

test('ends a publish that is under way, which can no longer go live', async () => {
  const { site, first } = await startWithTwoReleases()
  await using _ = site
  const reached = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  site.renderer.before = async path => {
    if (path !== '/groups/') return
    reached.resolve()
    await held.promise
  }
  await site.hook(site.lake.publish({ _id: 'groups', title: 'Groups', html: '<p>Sunday</p>' }))
  await reached.promise

  const rollingBack = sendCommand(site, { command: 'rollback', release: first })
  await expect.poll(async () => (await site.health()).held).not.toBe(null)
  held.resolve()
  await rollingBack
  await site.publisher.whenQuiet()

  expect(await dayOf(site)).toBe('Monday')
  expect(await site.health()).toMatchObject({ state: 'held', pending: 1 })
})

test('one rollback after the other goes further back, and past what was rolled back from', async () => {
  const { site, first, second } = await startWithTwoReleases()
  await using _ = site
  await sendCommand(site, { command: 'rollback', release: null })
  site.clock.advance(1000)
  await publish(site, 'Saturday')
  await sendCommand(site, { command: 'publish', acceptRemoval: false })
  const third = String((await site.health()).release)
  expect([first, second]).not.toContain(third)

  const goBack = async (release: string | null) =>
    (await sendCommand(site, { command: 'rollback', release })).text
  // Not to the second: that was left for a reason.
  expect(await goBack(null)).toContain(`is back at release ${first} `)
  expect(await goBack(null)).toContain('There is no release before the live one')
  expect(await goBack(second)).toContain(`is back at release ${second} `)
})

test('keeps the release to go back to next, be it the oldest, and what open pages may still ask for', async () => {
  await using site = await startTestPublisher([{ _id: 'groups', title: 'Groups' }], { keepReleases: 3 })
  await site.publisher.whenQuiet()
  const first = String((await site.health()).release)
  for (const day of ['Tuesday', 'Wednesday']) {
    site.clock.advance(1000)
    await publish(site, day)
  }
  await sendCommand(site, { command: 'rollback', release: first })
  for (const day of ['Thursday', 'Friday']) {
    site.clock.advance(1000)
    site.lake.publish({ _id: 'groups', title: 'Groups', html: `<p>${day}</p>` })
    await sendCommand(site, { command: 'publish', acceptRemoval: false })
    await site.publisher.whenQuiet()
    if (day === 'Thursday') expect(await listReleases(site.folder)).toContain(first)
  }
  expect((await site.ask('/_astro/site.css')).status).toBe(200)

  await sendCommand(site, { command: 'rollback', release: null })
  expect(await dayOf(site)).toBe('Thursday')
})

test('says why there is nothing to go back to, and changes nothing', async () => {
  const { site, first, second } = await startWithTwoReleases()
  await using _ = site
  await emptyFile(site.folder, '/groups/', first)

  const answers = [
    await sendCommand(site, { command: 'rollback', release: null }),
    await sendCommand(site, { command: 'rollback', release: second }),
    await sendCommand(site, { command: 'rollback', release: '../live' }),
  ]

  expect(answers.map(({ text }) => text)).toEqual([
    expect.stringContaining(`Release ${first} is damaged`),
    expect.stringContaining('is the live one'),
    expect.stringContaining(`There is no release ../live. Those that are kept: ${second}, ${first}.`),
  ])
  expect(await site.health()).toMatchObject({ status: 'ok', held: null, release: second })
})

test('publishes again what failed before, even if the content is unchanged', async () => {
  await using site = await startTestPublisher([
    { _id: 'groups', title: 'Groups', html: '<a href="/new/">New</a>' },
  ])
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ state: 'failed' })
  const { paths } = site.renderer
  site.renderer.paths = (snapshot, now) => [...paths(snapshot, now), '/media/a.webp']

  const answer = await sendCommand(site, { command: 'publish', acceptRemoval: false })
  expect(answer.isGood).toBe(false)
  expect(answer.text).toMatch(/^Not live: the checks stopped the release\.\n.*\/new\//)
})
