import type { BrowserContext } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { serve, type TestServer } from '../serve.ts'
import { holdStream, keepDoing } from './bystanders.ts'
import { test as base, expect } from './fixtures.ts'
import { type AttackPlan, attackFromPage } from './in-page/attack-from-page.ts'
import { newSignInUrl, pagePaths, readSecret, type System } from './system.ts'

/* A page of somebody else’s, open in the browser in which staff are signed in to the Studio and let into the preview. */

/** Here alone, a page of another origin is part of the test. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
  guard: async ({}, use) => await use(undefined),
})

/** The same site as the Studio by the browser's count, an address, and a name of its own. */
const hosts = ['localhost', '127.0.0.1', 'evil.localhost']

test('a page of another origin changes nothing, reads nothing and slows nobody', { tag: '@nightly' }, async ({
  page,
  context,
  system,
  client,
}) => {
  test.setTimeout(900_000)
  await using hostile = await startHostileSite()
  const preview = new URL(system.previewLink).origin
  const plan = await planAgainst(system, client)
  await page.goto(await newSignInUrl(system))
  await page.getByTestId('studio-navbar').waitFor()
  const drafts = await context.newPage()
  await drafts.goto(system.previewLink)
  await expect(drafts.locator('clinic-preview')).toBeAttached()
  const before = await readState(client)

  const paths = await pagePaths(system)
  await using lakeStream = await holdStream(
    `${system.studioUrl}/v2025-02-19/data/listen/production?query=*`,
    {
      authorization: `Bearer ${await readSecret(system, 'SANITY_API_READ_TOKEN')}`,
    },
  )
  await using previewStream = await holdStream(`${preview}/_preview/stream?page=/`, {
    cookie: await cookiesFor(context, preview),
  })
  let turn = 0
  await using patient = keepDoing(async signal => {
    turn += 1
    const answer = await fetch(system.siteUrl + paths[turn % paths.length], { signal })
    if (answer.status !== 200) throw new Error(`${answer.url} answered ${answer.status}.`)
    await answer.text()
  })
  await using staff = keepDoing(async signal => {
    await client.fetch('*[_type == "article"]{title}', {}, { signal })
  })

  const evil = await context.newPage()
  for (const host of hosts) {
    await evil.goto(`http://${host}:${hostile.port}/`)
    const reached = await evil.evaluate(attackFromPage, host === 'localhost' ? plan : withoutElements(plan))
    expect.soft(reached, `what reached the page of ${host}`).toEqual([])
  }

  console.log(`patients meanwhile: ${patient.figures()}; staff: ${staff.figures()}`)
  expect.soft(patient.failures, 'what patients met').toEqual([])
  expect.soft(staff.failures, 'what staff met').toEqual([])
  expect.soft([lakeStream.hasEnded(), previewStream.hasEnded()], 'servers that ended').toEqual([false, false])
  expect.soft(await readState(client), 'what is kept').toEqual(before)
  await evil.close()
  await page.reload()
  await expect(page.getByTestId('studio-navbar'), 'staff are still signed in').toBeVisible()
  await drafts.reload()
  await expect(drafts.locator('clinic-preview'), 'staff still see drafts').toBeAttached()
})

/**
 * What is refused by the name of the origin. Pictures, scripts, frames and windows are refused by headers that name none:
 * what the browser keeps from a page of the same site, it keeps from all.
 */
function withoutElements(plan: AttackPlan): AttackPlan {
  return { ...plan, elements: [], pages: [], heavy: [] }
}

/** A site whose every page is blank: what it does, the test says. */
function startHostileSite(): Promise<TestServer> {
  return serve((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>You have won</title>')
  })
}

/** A picture that no document shows: one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

async function planAgainst(system: System, client: SanityClient): Promise<AttackPlan> {
  const { siteUrl, studioUrl } = system
  const preview = new URL(system.previewLink).origin
  const api = `${studioUrl}/v2025-02-19`
  const unused = await client.assets.upload('image', Buffer.from(pixel, 'base64'))
  const bomb = `{"a":[1,1]}${'{"a":[...a,...a]}'.repeat(40)}`
  const query = (text: string) => `query=${encodeURIComponent(text)}`
  const document = { _id: 'hostile', _type: 'page', title: 'Hostile' }
  const read = [
    `${api}/data/query/production?${query('*')}`,
    `${api}/data/doc/production/siteSettings`,
    `${api}/users/me`,
    `${api}/auth/fetch?sid=x`,
    `${studioUrl}/healthz`,
    `${studioUrl}/auth/login?origin=x`,
    `${studioUrl}/images/local/production/${unused.path.split('/').at(-1)}`,
    `${studioUrl}/index.html`,
    `${preview}/`,
    `${preview}/_preview/assets/visual-editing.js`,
    `${preview}/_preview/overlay.js`,
    `${preview}/_preview/disable`,
    `${siteUrl}/healthz`,
    `${siteUrl}/release.json`,
    `${siteUrl}/metrics`,
    `${siteUrl}/hooks/sanity`,
  ]
  return {
    read,
    elements: read,
    streams: [
      `${api}/data/listen/production?${query('*[_id == $x.y]')}`,
      `${preview}/_preview/stream?page=/`,
    ],
    pages: [`${siteUrl}/`, `${studioUrl}/`, `${studioUrl}/auth/login`, `${preview}/`],
    posts: [
      { url: `${api}/data/mutate/production`, body: JSON.stringify({ mutations: [{ create: document }] }) },
      { url: `${api}/data/query/production`, body: JSON.stringify({ query: bomb }) },
      { url: `${api}/auth/logout`, body: '' },
      { url: `${api}/auth/sessions`, body: JSON.stringify({ name: 'Evil', role: 'administrator' }) },
      { url: `${api}/assets/images/production`, body: 'GIF89a' },
      { url: `${api}/hooks/projects/local`, body: '{}' },
      { url: `${studioUrl}/auth/login`, body: 'key=x' },
      { url: `${preview}/_preview/disable`, body: '' },
      { url: `${siteUrl}/hooks/sanity`, body: JSON.stringify({ _id: 'siteSettings' }) },
    ],
    heavy: [
      `${api}/data/query/production?${query('*[title match "a*a*a*a*a*a*a*b"]')}`,
      `${api}/data/query/production?${query(bomb)}`,
    ],
    sockets: [studioUrl, siteUrl, preview].flatMap(origin => {
      const base = origin.replace(/^http/, 'ws')
      const paths = [
        '//',
        '/',
        '/v2025-02-19/socket/production',
        '/v2025-02-19/data/listen-socket/production',
      ]
      return paths.map(path => base + path)
    }),
  }
}

/** All that a stranger may not change. */
async function readState(client: SanityClient): Promise<unknown> {
  return {
    documents: await client.fetch<unknown>('*[!(_type match "sanity.previewUrl*")] | order(_id) {_id, _rev}'),
    hooks: await client.request<unknown>({ url: '/hooks/projects/local' }),
    project: await client.request<unknown>({ url: '/projects/local' }),
  }
}

async function cookiesFor(context: BrowserContext, origin: string): Promise<string> {
  const cookies = await context.cookies(origin)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
