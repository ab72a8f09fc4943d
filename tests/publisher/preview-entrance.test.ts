import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { createPreviewSecret } from '@sanity/preview-url-secret/create-secret'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEntryLink } from '#publisher/preview/entry-link.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Renderer } from '#renderer/contract.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { cookieOf, edit, type PreviewSystem, startPreviewSystem } from './preview-system.ts'
import { createSmallRenderer } from './small-renderer.ts'
import { ask, webhookSecret } from './test-publisher.ts'

/* Who gets to see drafts, and who never does. */

const soon = { interval: 30 }
const { id: article, path: articlePath } = seed.article

let renderer: Renderer
let system: PreviewSystem

beforeAll(async () => {
  renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  system = await startPreviewSystem({ renderer })
})

afterAll(() => system[Symbol.asyncDispose]())

function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}

test('shows nothing without a session, and says how to get in', async () => {
  for (const path of [
    '/',
    articlePath,
    '/release.json',
    '/_preview/stream?page=/',
    '/_preview/overlay.js',
    '/nothing/',
  ]) {
    for (const cookie of ['', 'clinic-preview=guessed']) {
      const answer = await ask(system.previewUrl, path, { headers: { cookie } })
      expect(answer.status, path).toBe(401)
      expect(answer.text, path).toContain('This preview is for staff')
      expect(answer.headers['set-cookie'], path).toBeUndefined()
    }
  }
  expect((await ask(system.previewUrl, '/', { method: 'POST', body: 'x=1' })).status).toBe(405)
})

test('lets staff in by the link, until they leave', async () => {
  const entered = await ask(system.previewUrl, pathOf(system.link()))
  expect(entered).toMatchObject({ status: 303, headers: { location: '/' } })
  expect(entered.headers['set-cookie']?.[0]).toMatch(
    /^clinic-preview=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const cookie = cookieOf(entered)
  const page = await ask(system.previewUrl, '/', { headers: { cookie } })
  expect(page.status).toBe(200)
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'same-origin',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `frame-ancestors ${new URL(system.lake.url).origin.replace('127.0.0.1', 'localhost')} ${system.lake.url.replace('localhost', '127.0.0.1')}`,
  })
  for (const site of ['same-site', 'cross-site']) {
    // A picture on a page of another origin, which browsers send the cookie with where it is on this machine.
    await ask(system.previewUrl, '/_preview/disable', { headers: { cookie, 'sec-fetch-site': site } })
    expect((await ask(system.previewUrl, '/', { headers: { cookie } })).status, site).toBe(200)
  }
  const left = await ask(system.previewUrl, '/_preview/disable?page=/team/', { headers: { cookie } })
  expect(left).toMatchObject({ status: 303, headers: { location: 'http://localhost:4321/team/' } })
  expect((await ask(system.previewUrl, '/', { headers: { cookie } })).status).toBe(401)
})

test('lets nobody in by a link that was changed, signed by another, or is old', async () => {
  const now = Temporal.Now.instant()
  const links = {
    changed: system.link().replace(/until=\d/, 'until=9'),
    'signed by another': createEntryLink(system.previewUrl, `${webhookSecret}!`, now),
    old: createEntryLink(system.previewUrl, webhookSecret, now.subtract({ hours: 25 })),
  }
  for (const [name, link] of Object.entries(links)) {
    const answer = await ask(system.previewUrl, pathOf(link))
    expect(answer.status, name).toBe(401)
    expect(answer.headers['set-cookie'], name).toBeUndefined()
  }
  expect((await ask(system.previewUrl, pathOf(links.old))).text).toContain('That link has expired')
})

test('lets the Studio in by the secret that it keeps in the Content Lake, and frame the page', async () => {
  const studio = 'https://clinic.sanity.studio'
  const { secret } = await createPreviewSecret(system.client, 'sanity/presentation', `${studio}/presentation`)
  const enable = (query: Record<string, string>) =>
    ask(system.previewUrl, `/_preview/enable?${new URLSearchParams(query)}`)

  const entered = await enable({
    'sanity-preview-secret': secret,
    'sanity-preview-pathname': `${articlePath}?at=2027-02-06`,
    'sanity-preview-perspective': 'drafts',
  })
  expect(entered).toMatchObject({ status: 303, headers: { location: `${articlePath}?at=2027-02-06` } })
  const page = await ask(system.previewUrl, '/', { headers: { cookie: cookieOf(entered) } })
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toContain(studio)

  const away = { 'sanity-preview-secret': secret, 'sanity-preview-pathname': 'https://evil.example/' }
  expect((await enable(away)).headers.location).toBe('/')
  for (const wrong of [`${secret}x`, '', ' ']) {
    expect(await enable({ 'sanity-preview-secret': wrong })).toMatchObject({ status: 401 })
  }
})

test('keeps drafts from the public site, and drafts, tokens, keys and cookies from the log', async () => {
  await using own = await startPreviewSystem({ renderer })
  const link = own.link()
  const cookie = cookieOf(await ask(own.previewUrl, pathOf(link)))
  const { secret } = await createPreviewSecret(own.client, 'sanity/presentation', own.lake.url)
  await ask(own.previewUrl, `/_preview/enable?sanity-preview-secret=${secret}`)
  await ask(own.previewUrl, `/_preview/enable?sanity-preview-secret=${secret}wrong`)
  await edit(own.client, 'homePage', { heading: 'Zirconium heading' })
  await edit(own.client, article, { title: '', summary: 'Zirconium summary' })
  await expect
    .poll(async () => (await ask(own.previewUrl, '/', { headers: { cookie } })).text, soon)
    .toContain('Zirconium')
  await ask(own.previewUrl, `/?at=someday&key=${secret}`, { headers: { cookie } })
  await own.publisher.whenQuiet()

  const preview = ['/_preview/overlay.js', '/_preview/stream?page=/', pathOf(link), '/_preview/enable']
  for (const path of [
    '/',
    articlePath,
    '/release.json',
    '/healthz',
    '/metrics',
    '/?at=2027-02-06',
    ...preview,
  ]) {
    const answer = await ask(own.publisher.url, path, { headers: { cookie } })
    expect(JSON.stringify([answer.text, answer.headers]), path).not.toMatch(
      /Zirconium|_preview\/|clinic-preview|drafts\./,
    )
    expect(answer.headers['set-cookie'], path).toBeUndefined()
    if (path.startsWith('/_preview/')) expect(answer.status, path).toBe(404)
  }
  for (const file of await readdir(own.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect(await readFile(join(file.parentPath, file.name), 'latin1'), file.name).not.toContain('Zirconium')
  }
  const log = own.logged.join('')
  expect(log).toContain('The preview let somebody in')
  const key = new URL(link).searchParams.get('key') ?? ''
  for (const word of ['Zirconium', readToken, webhookSecret, secret, key, cookie.split('=')[1] ?? '']) {
    expect(word.length).toBeGreaterThan(8)
    expect(log, word).not.toContain(word)
  }
})

test('runs without the preview, and says so, if the token may not read drafts or the port is taken', async () => {
  const small = createSmallRenderer()
  await using refused = await startPreviewSystem({ renderer: small, token: 'a-token-that-nobody-gave-out' })
  expect(refused.publisher.previewUrl()).toBeNull()
  expect(refused.logged.join('')).toContain('The preview is off: the key may not read drafts.')

  const taken = createServer()
  await new Promise<void>(listening => taken.listen(0, '127.0.0.1', listening))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await using shut = await startPreviewSystem({ renderer: small, port })
  expect(shut.publisher.previewUrl()).toBeNull()
  expect(shut.logged.join('')).toContain('Set PREVIEW_PORT to a free one')
  expect((await ask(shut.publisher.url, '/')).status).toBe(200)
  await new Promise(closed => taken.close(closed))
})
