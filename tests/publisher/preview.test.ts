import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Renderer } from '#renderer/contract.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { openStream } from './preview-stream.ts'
import {
  connect,
  edit,
  type PreviewSystem,
  startPreviewSystem,
  withOwnPolicy,
  withoutOverlay,
} from './preview-system.ts'
import { createSmallRenderer } from './small-renderer.ts'
import { ask } from './test-publisher.ts'

/* What staff see, with the real Content Lake and the real renderer. */

const soon = { interval: 30 }
const { id: article, path: articlePath } = seed.article

let renderer: Renderer
let system: PreviewSystem

beforeAll(async () => {
  renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  system = await startPreviewSystem({ renderer })
})

afterAll(() => system[Symbol.asyncDispose]())

async function textOf(path: string): Promise<string> {
  return (await system.see(path)).text
}

test('shows every page byte for byte as a release of the same content has it', async () => {
  await using own = await startPreviewSystem({ renderer, pages: 'all' })
  await connect(own)
  await edit(own.client, 'siteSettings', {
    clinicName: 'Clinic <of> “drafts” & more',
    callNumber: '+13305550199',
  })
  await edit(own.client, article, { title: 'A title nobody has published' })
  const list = (await own.see('/sitemap.xml')).text
  const paths = [...list.matchAll(/<loc>http:\/\/localhost:4321([^<]*)<\/loc>/g)].map(
    ([, path]) => path ?? '',
  )
  expect(paths.length).toBeGreaterThan(15)
  const drafted = new Map<string, string>()
  for (const path of [...paths, '/nothing/here/']) {
    const html = (await own.see(path)).text
    expect(html, path).toContain('<script src="/_preview/overlay.js"')
    expect(html, path).toContain(' data-sanity="id=')
    drafted.set(path, withoutOverlay(html))
  }

  for (const id of ['siteSettings', article]) {
    await own.client.action({
      actionType: 'sanity.action.document.publish',
      draftId: `drafts.${id}`,
      publishedId: id,
    })
  }
  await expect
    .poll(async () => (await ask(own.publisher.url, articlePath)).text, soon)
    .toContain('nobody has published')
  await own.publisher.whenQuiet()
  for (const [path, html] of drafted) {
    const released = await ask(own.publisher.url, path)
    expect(released.text, path).not.toMatch(/data-sanity|astro-island|_preview/)
    // The search page's own policy allows what the overlay needs already.
    expect(withoutDates(html), path).toBe(withoutDates(withOwnPolicy(released.text)))
    expect((await own.see(path)).status, path).toBe(released.status)
  }
})

/** Without when documents were last changed: publishing a draft is a change of its own. */
function withoutDates(html: string): string {
  return html.replaceAll(/"dateModified":"[^"]*"/g, '')
}

test('notifies the pages that depend on a change, and no others', async () => {
  const cookie = await system.enter()
  using home = await openStream(system.previewUrl, cookie, { page: '/', hash: '' })
  using team = await openStream(system.previewUrl, cookie, { page: '/team/', hash: '' })
  await expect.poll(() => team.last('state')?.isFollowing, soon).toBe(true)
  // Both were notified once, since the page differs from the hash that they sent.
  expect([home.count('changed'), team.count('changed')]).toEqual([1, 1])

  await edit(system.client, 'homePage', { introduction: 'Words in a draft' })
  await expect.poll(() => home.count('changed'), soon).toBe(2)
  expect(await textOf('/')).toContain('Words in a draft')
  await edit(system.client, 'siteSettings', { clinicName: 'A drafted clinic' })
  await expect.poll(() => [home.count('changed'), team.count('changed')], soon).toEqual([3, 2])
  await system.client.delete('drafts.siteSettings')
  await expect.poll(() => textOf('/team/'), soon).not.toContain('A drafted clinic')
})

test('shows the last good version of a broken draft, and says what to mend and where', async () => {
  const cookie = await system.enter()
  await edit(system.client, article, { title: 'A good title' })
  await expect.poll(() => textOf(articlePath), soon).toContain('A good title')
  using stream = await openStream(system.previewUrl, cookie, { page: articlePath, hash: '' })

  await edit(system.client, article, { title: '' })
  await expect
    .poll(() => stream.last('state')?.faults, soon)
    .toEqual([
      {
        documentId: expect.any(String),
        title: expect.any(String),
        type: 'article',
        field: 'title',
        reason: 'Give the article a title.',
        studioUrl: `${system.lake.url}/intent/edit/id=${article};type=article/`,
        level: 'heldBack',
      },
    ])
  expect(await textOf(articlePath)).toContain('A good title')

  await edit(system.client, article, { title: 'A mended title' })
  await expect.poll(() => stream.last('state')?.faults, soon).toEqual([])
  expect(await textOf(articlePath)).toContain('A mended title')
  await system.client.delete(`drafts.${article}`)
})

test('has the page of a new draft as soon as its address is typed', async () => {
  const cookie = await system.enter()
  using stream = await openStream(system.previewUrl, cookie, { page: '/quiet-hours/', hash: '' })
  expect((await system.see('/quiet-hours/')).status).toBe(404)

  const about = await system.client.getDocument('page-about')
  const draft = { ...about, _id: 'drafts.page-quiet', _type: 'page', title: 'Quiet hours' }
  await system.client.create({ ...draft, slug: { _type: 'slug', current: 'quiet-hours' } })
  await expect.poll(() => stream.count('changed'), soon).toBe(2)
  expect(await system.see('/quiet-hours/')).toMatchObject({
    status: 200,
    text: expect.stringContaining('Quiet hours'),
  })
  await system.client.delete('drafts.page-quiet')
  await expect.poll(async () => (await system.see('/quiet-hours/')).status, soon).toBe(404)
})

test('shows what would be live at an instant, and goes on at it from page to page', async () => {
  const today = Temporal.Now.plainDateISO('America/New_York')
  const from = today.add({ days: 30 })
  await system.client.create({
    _id: 'drafts.closure',
    _type: 'announcement',
    kind: 'closure',
    message: 'We are closed for a day',
    urgency: 'urgent',
    showFrom: from.toZonedDateTime('America/New_York').toInstant().toString(),
    showUntil: from.add({ days: 1 }).toZonedDateTime('America/New_York').toInstant().toString(),
  })
  await expect.poll(() => textOf(`/?at=${from}`), soon).toContain('We are closed for a day')
  expect(await textOf(`/?at=${from.subtract({ days: 1 })}`)).not.toContain('We are closed for a day')
  expect(await textOf('/')).not.toContain('We are closed for a day')
  expect(await textOf(`/?at=${from}`)).toMatch(/data-at="\d{4}-\d\d-\d\dT1[67]:00:00Z"/)

  const { host } = new URL(system.previewUrl)
  const referer = `http://${host}/?at=${from}`
  const answer = await system.see('/team/', { host, referer, 'sec-fetch-dest': 'document' })
  expect(answer).toMatchObject({ status: 302, headers: { location: `/team/?at=${from}` } })
  for (const headers of [
    { host, referer: `http://${host}/?at=now`, 'sec-fetch-dest': 'document' },
    { host, referer: `http://elsewhere.example/?at=${from}`, 'sec-fetch-dest': 'document' },
    { host, referer, 'sec-fetch-dest': 'empty' },
  ]) {
    expect((await system.see('/team/', headers)).status, headers.referer).toBe(200)
  }
  expect(await system.see('/?at=someday')).toMatchObject({
    status: 400,
    text: expect.stringContaining('Write it as in 2026-02-06'),
  })
  await system.client.delete('drafts.closure')
})

test('leads on from old addresses, and from an address without its slash', async () => {
  await system.client.create({
    _id: 'drafts.moved',
    _type: 'redirect',
    from: '/old-team/',
    outcome: 'moved',
    target: { _type: 'reference', _ref: article, _weak: true },
  })
  await expect
    .poll(async () => (await system.see('/old-team/?at=2027-02-06')).headers.location, soon)
    .toBe(`${articlePath}?at=2027-02-06`)
  await system.client.patch('drafts.moved').set({ outcome: 'gone' }).unset(['target']).commit()
  await expect.poll(async () => (await system.see('/old-team/')).status, soon).toBe(410)
  expect(await textOf('/old-team/')).toContain('This page is no longer here')
  expect((await system.see('/team')).headers.location).toBe('/team/')
  await system.client.delete('drafts.moved')
})

test('shows what is published to those who chose so, and says when it changes', async () => {
  await connect(system)
  const published = { 'sanity-preview-perspective': 'published' }
  const query = `?${new URLSearchParams(published)}`
  const heading = 'Words that staff try out'
  await edit(system.client, 'homePage', { heading })
  await expect.poll(async () => (await system.see('/')).text, soon).toContain(heading)
  expect((await system.see(`/${query}`)).text).not.toContain(heading)

  const draft = { kind: 'notice', message: 'We moved', urgency: 'info', showUntil: '2099-01-01T00:00:00Z' }
  await system.client.create({ _id: 'drafts.moved', _type: 'announcement', ...draft })
  using stream = await openStream(system.previewUrl, await system.enter(), {
    page: '/',
    hash: '',
    ...published,
  })
  await expect.poll(() => stream.count('changed'), soon).toBe(1)
  using drafts = await openStream(system.previewUrl, await system.enter(), { page: '/', hash: '' })
  await expect.poll(() => drafts.last('state')?.unpublished, soon).toEqual(['moved'])
  for (const id of ['homePage', 'moved']) {
    const actionType = 'sanity.action.document.publish'
    await system.client.action({ actionType, draftId: `drafts.${id}`, publishedId: id })
  }
  await expect.poll(() => stream.count('changed'), soon).toBeGreaterThan(1)
  await expect.poll(async () => (await system.see(`/${query}`)).text, soon).toContain(heading)
  await expect.poll(() => drafts.last('state')?.unpublished, soon).toEqual([])
})

test('refuses what would cost too much: more pages than a session may keep open', async () => {
  const cookie = await system.enter()
  using stack = new DisposableStack()
  for (let count = 0; count < 16; count += 1) {
    expect(stack.use(await openStream(system.previewUrl, cookie, { page: '/' })).status).toBe(200)
  }
  expect(stack.use(await openStream(system.previewUrl, cookie, { page: '/' })).status).toBe(503)
  const other = await system.enter()
  expect(stack.use(await openStream(system.previewUrl, other, { page: '/' })).status).toBe(200)
})

test('ends a session’s streams when it is left', async () => {
  const cookie = await system.enter()
  using stream = await openStream(system.previewUrl, cookie, { page: '/' })
  await ask(system.previewUrl, '/_preview/disable', { headers: { cookie } })
  await stream.ended
  expect(stream.events.at(-1)?.name).toBe('ended')
})

test('stops while pages are open', async () => {
  await using own = await startPreviewSystem({ renderer: createSmallRenderer() })
  using stream = await openStream(own.previewUrl, await own.enter(), { page: '/' })
  await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(true)
  await own.publisher.stop()
  await stream.ended
})
