import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallRenderer } from './small-renderer.ts'
import { startTestPublisher, type TestPublisher } from './test-publisher.ts'

let site: TestPublisher

beforeAll(async () => {
  site = await startTestPublisher([
    { _id: 'groups', title: 'Groups', media: ['a-320.webp'], html: '<script>1 + 1</script>' },
    { _id: 'moved', _type: 'redirect', from: '/old-groups/', to: '/groups/' },
    { _id: 'gone', _type: 'redirect', from: '/withdrawn/', to: null },
  ])
  await site.publisher.whenQuiet()
})

afterAll(() => site[Symbol.asyncDispose]())

test('serves a page, to be asked for again each time', async () => {
  const { status, headers } = await site.ask('/groups/')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000',
  })
  expect(headers['permissions-policy']).toContain('camera=()')
})

test.each(['/media/a-320.webp', '/_astro/site.css'])('lets browsers keep %s for good', async path => {
  const { headers } = await site.ask(path)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('answers with Brotli where the client takes it, else with the plain page', async () => {
  const plain = await site.ask('/groups/')
  const brotli = await site.ask('/groups/', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  const refused = await site.ask('/groups/', { headers: { 'accept-encoding': 'gzip, br;q=0, *;q=0' } })

  expect(brotli.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
  expect(refused.headers['content-encoding']).toBeUndefined()
  expect(refused.body).toEqual(plain.body)
  expect(plain.headers['content-length']).toBe(String(plain.body.byteLength))
  expect(brotli.headers.etag).not.toBe(plain.headers.etag)
})

test('answers 304, with the headers a cache goes by, to who has the page already', async () => {
  const { headers } = await site.ask('/groups/')
  const again = await site.ask('/groups/', { headers: { 'if-none-match': `"other", W/${headers.etag}` } })

  expect(again.status).toBe(304)
  expect(again.body).toHaveLength(0)
  expect(again.headers).toMatchObject({
    etag: headers.etag,
    'cache-control': 'no-cache',
    vary: 'Accept-Encoding',
  })
})

test('keeps the tag of a page that a new release did not change', async () => {
  const before = await site.ask('/groups/')
  await site.publish({ _id: 'other', title: 'Another' })
  expect((await site.ask('/groups/')).headers.etag).toBe(before.headers.etag)
})

test('answers HEAD with the headers of GET and no body', async () => {
  const get = await site.ask('/groups/')
  const head = await site.ask('/groups/', { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(head.body).toHaveLength(0)
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
})

test('takes no other method', async () => {
  const { status, headers } = await site.ask('/groups/', { method: 'DELETE' })
  expect(status).toBe(405)
  expect(headers.allow).toBe('GET, HEAD')
})

test.each([
  '/nowhere/',
  '/404.html',
  '/410.html',
  '/410/',
  '/groups/index.html',
  '/redirects.json',
  '/release-record.json',
  '/snapshot.json',
  '/../snapshot.json',
  '/..%2fsnapshot.json',
  '/%2e%2e/snapshot.json',
  '/groups/../../snapshot.json',
  '/public/index.html',
  '//groups/',
  '/%00',
  '/%',
  '/constructor',
  '/groups/index.html.br',
])('answers %s with the page for what is not there', async path => {
  const { status, text, headers } = await site.ask(path)
  expect(status).toBe(404)
  expect(text).toContain('Call 988')
  expect(headers['cache-control']).toBe('no-cache')
})

test('sends visitors on to the address with its slash, query and all', async () => {
  const { status, headers } = await site.ask('/groups?from=mail')
  expect(status).toBe(301)
  expect(headers.location).toBe('/groups/?from=mail')
})

test.each(['/old-groups/', '/old-groups'])(
  'sends visitors of %s to the page that took its place',
  async path => {
    const { status, headers } = await site.ask(path)
    expect(status).toBe(301)
    expect(headers.location).toBe('/groups/')
  },
)

test('answers a withdrawn address with 410', async () => {
  const { status, text } = await site.ask('/withdrawn/')
  expect(status).toBe(410)
  expect(text).toContain('Taken down. Call 988')
  const packed = await site.ask('/withdrawn/', { headers: { 'accept-encoding': 'br' } })
  expect([packed.status, packed.headers['content-encoding']]).toEqual([410, 'br'])
})

test('allows a page the inline script it was rendered with, and nobody but the Studio to frame it', async () => {
  const policy = (await site.ask('/groups/')).headers['content-security-policy']
  expect(policy).toContain("script-src 'self' 'sha256-")
  expect(policy).not.toContain('unsafe-inline')
  expect(policy).toContain("frame-ancestors 'self' http://localhost:3333 http://127.0.0.1:3333")
})

test.each(['/release.json', '/healthz'])('lets the Studio, and no other origin, read %s', async path => {
  const studio = await site.ask(path, { headers: { origin: 'http://localhost:3333' } })
  const other = await site.ask(path, { headers: { origin: 'https://elsewhere.example' } })

  expect(studio.headers['access-control-allow-origin']).toBe('http://localhost:3333')
  expect(other.headers['access-control-allow-origin']).toBeUndefined()
  expect(other.headers.vary).toContain('Origin')
})

test('has the styles of an earlier release for pages that are still open', async () => {
  await using own = await startTestPublisher([{ _id: 'groups', title: 'Groups' }])
  await own.publisher.whenQuiet()
  await own.publish({ _id: 'groups', title: 'Groups again' })
  const renderer = createSmallRenderer()
  const { paths } = own.renderer
  own.renderer.codeVersion = 'code-2'
  own.renderer.paths = (snapshot, now) => paths(snapshot, now).filter(path => path !== '/_astro/site.css')
  own.renderer.render = async (path, context) => {
    const made = await renderer.render(path, context)
    const text = new TextDecoder()
      .decode(made.body)
      .replace('<link rel="stylesheet" href="/_astro/site.css">', '')
    return { ...made, body: new TextEncoder().encode(text) }
  }
  await own.publish({ _id: 'groups', title: 'Groups without style' })

  expect((await own.ask('/groups/')).text).not.toContain('site.css')
  expect((await own.ask('/_astro/site.css')).status).toBe(200)
})

test('asks for patience, and points to help, until there is a first release', async () => {
  await using own = await startTestPublisher([
    { _id: 'a', html: '<img src="https://elsewhere.example/a.png">' },
  ])
  await own.publisher.whenQuiet()

  const page = await own.ask('/')
  expect(page.status).toBe(503)
  expect(page.headers['retry-after']).toBe('10')
  expect(page.text).toContain('href="tel:988"')
  expect(page.text).toContain('href="sms:988"')
  expect(page.text).toContain('href="tel:911"')
  const origin = 'http://localhost:3333'
  const asked = await own.ask('/release.json', { headers: { origin } })
  expect(asked.headers['access-control-allow-origin']).toBe(origin)
  expect((await own.ask('/healthz')).status).toBe(503)
  expect(await own.health()).toMatchObject({ status: 'no release yet', state: 'failed' })
})

test('answers every request from one release while releases follow each other', async () => {
  await using own = await startTestPublisher([{ _id: 'groups', title: 'Number 0' }])
  await own.publisher.whenQuiet()
  const failures: string[] = []
  let done = false
  const readers = Array.from({ length: 8 }, async () => {
    while (!done) {
      const { status, text } = await own.ask('/groups/')
      const title = /<title>(.*?)<\/title>/.exec(text)?.[1]
      const heading = /<h1>(.*?)<\/h1>/.exec(text)?.[1]
      if (status !== 200 || title !== heading) failures.push(`${status} ${title} ${heading}`)
    }
  })
  for (let number = 1; number <= 25; number += 1)
    await own.publish({ _id: 'groups', title: `Number ${number}` })
  done = true
  await Promise.all(readers)

  expect(failures).toEqual([])
  expect((await own.ask('/groups/')).text).toContain('Number 25')
})

test('has the pictures of an earlier release for a minute, for pages that are still open', async () => {
  const withPicture = { _id: 'groups', title: 'Groups', media: ['a-320.webp'] }
  await using own = await startTestPublisher([withPicture])
  await own.publisher.whenQuiet()

  await own.publish({ ...withPicture, media: ['b-320.webp'] })

  expect((await own.ask('/media/a-320.webp')).status).toBe(200)
  own.clock.advance(61_000)
  await own.publisher.whenQuiet()
  expect((await own.ask('/media/a-320.webp')).status).toBe(404)
  expect((await own.ask('/media/b-320.webp')).status).toBe(200)
})
