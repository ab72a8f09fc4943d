import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFile } from '../fixtures/stored-releases.ts'
import { createSmallRenderer, type SmallRenderer } from './small-renderer.ts'
import { ask, metricsToken, startTestPublisher, type TestPublisher } from './test-publisher.ts'

/* Parts of files, headers of every kind of answer, and requests under way when the publisher stops. */

const large = Buffer.alloc(8_000_000, 'a long recording of waves, ')
const picture = Buffer.from('picture /media/a-320.webp')
const documents = [
  { _id: 'groups', title: 'Groups', media: ['a-320.webp', 'waves.mp4'] },
  { _id: 'moved', _type: 'redirect', from: '/old-groups/', to: '/groups/' },
  { _id: 'gone', _type: 'redirect', from: '/withdrawn/', to: null },
]

/** The small site with a file that is too large to be kept in memory. */
function withLargeFile(renderer: SmallRenderer): SmallRenderer {
  const { render } = renderer
  renderer.render = async (path, context) => {
    const made = await render(path, context)
    return path === '/media/waves.mp4' ? { ...made, contentType: 'video/mp4', body: large } : made
  }
  return renderer
}

async function startLargeSite(): Promise<TestPublisher> {
  const site = await startTestPublisher([])
  await site.publisher.whenQuiet()
  await site.restart(withLargeFile(createSmallRenderer()))
  for (const document of documents) site.lake.publish(document)
  await site.hook({ _id: 'groups' })
  await site.publisher.whenQuiet()
  return site
}

let site: TestPublisher

beforeAll(async () => {
  site = await startLargeSite()
})

afterAll(() => site[Symbol.asyncDispose]())

test.each([
  ['/media/a-320.webp', 'bytes=0-6', 'bytes 0-6/25', picture.subarray(0, 7)],
  ['/media/a-320.webp', 'bytes=8-', 'bytes 8-24/25', picture.subarray(8)],
  ['/media/a-320.webp', 'BYTES= 8-999', 'bytes 8-24/25', picture.subarray(8)],
  ['/media/a-320.webp', 'bytes=-4', 'bytes 21-24/25', picture.subarray(21)],
  ['/media/a-320.webp', 'bytes=-999', 'bytes 0-24/25', picture],
  ['/media/waves.mp4', 'bytes=7999990-', 'bytes 7999990-7999999/8000000', large.subarray(7_999_990)],
  ['/media/waves.mp4', 'bytes=5-9', 'bytes 5-9/8000000', large.subarray(5, 10)],
])('sends the part of %s that %s asks for', async (path, range, contentRange, part) => {
  const whole = await site.ask(path, { method: 'HEAD' })
  const { status, headers, body } = await site.ask(path, { headers: { range } })

  expect(status).toBe(206)
  expect(headers).toMatchObject({
    'content-range': contentRange,
    'content-length': String(part.byteLength),
    'content-type': whole.headers['content-type'],
    etag: whole.headers.etag,
    'accept-ranges': 'bytes',
  })
  expect(body.equals(part)).toBe(true)
})

test.each(['bytes=25-', 'bytes=999-1000', 'bytes=-0'])('has no part %s of a smaller file', async range => {
  const { status, headers, body } = await site.ask('/media/a-320.webp', { headers: { range } })
  expect(status).toBe(416)
  expect(headers['content-range']).toBe('bytes */25')
  expect(body).toHaveLength(0)
})

test.each(['bytes=0-1,4-5', 'bytes=5-2', 'bytes=', 'bytes=-', 'bytes=a-b', 'lines=0-1', 'bytes=1', ''])(
  'sends all of a file for the range “%s”',
  async range => {
    const { status, body } = await site.ask('/media/a-320.webp', { headers: { range } })
    expect(status).toBe(200)
    expect(body.equals(picture)).toBe(true)
  },
)

test('sends a part only to who has the same file, and 304 to who has all of it', async () => {
  const { headers } = await site.ask('/media/a-320.webp')
  const etag = String(headers.etag)
  const statusFor = async (more: Record<string, string>) =>
    (await site.ask('/media/a-320.webp', { headers: { range: 'bytes=0-3', ...more } })).status

  expect(await statusFor({ 'if-range': etag })).toBe(206)
  expect(await statusFor({ 'if-range': '"another"' })).toBe(200)
  expect(await statusFor({ 'if-range': `W/${etag}` })).toBe(200)
  expect(await statusFor({ 'if-range': 'Fri, 15 Jan 2027 12:00:00 GMT' })).toBe(200)
  expect(await statusFor({ 'if-none-match': etag })).toBe(304)
})

test.each(['/groups/', '/_astro/site.css', '/release.json'])('sends text whole: %s', async path => {
  for (const encoding of ['identity', 'br']) {
    const headers = { range: 'bytes=0-9', 'accept-encoding': encoding }
    const answer = await site.ask(path, { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers['accept-ranges']).toBeUndefined()
  }
})

test.each([
  ['/groups/', 200],
  ['/media/a-320.webp', 200],
  ['/media/waves.mp4', 200],
  ['/groups', 301],
  ['/old-groups/', 301],
  ['/nowhere/', 404],
  ['/withdrawn/', 410],
  ['/healthz', 200],
  ['/release.json', 200],
])('answers HEAD of %s as GET, with %i and no body', async (path, status) => {
  const headers = { 'accept-encoding': 'br', range: 'bytes=0-1' }
  const get = await site.ask(path, { headers: { 'accept-encoding': 'br' } })
  const head = await site.ask(path, { method: 'HEAD', headers })
  expect(head.status).toBe(status)
  expect(head.body).toHaveLength(0)
  const { date: _, ...shown } = get.headers
  expect(head.headers).toMatchObject(shown)
})

const kinds: [string, number, (own: TestPublisher) => ReturnType<typeof ask>][] = [
  ['a page', 200, own => own.ask('/groups/')],
  ['a picture', 200, own => own.ask('/media/a-320.webp')],
  ['a part', 206, own => own.ask('/media/a-320.webp', { headers: { range: 'bytes=0-1' } })],
  ['a part that is not there', 416, own => own.ask('/media/a-320.webp', { headers: { range: 'bytes=99-' } })],
  ['health', 200, own => own.ask('/healthz')],
  ['metrics', 200, own => own.ask('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })],
  ['metrics for others', 404, own => own.ask('/metrics', { headers: { host: 'localhost' } })],
  ['a missing slash', 301, own => own.ask('/groups')],
  ['a moved page', 301, own => own.ask('/old-groups/')],
  ['what is not there', 404, own => own.ask('/nowhere/')],
  ['a wrong method', 405, own => own.ask('/groups/', { method: 'PUT' })],
  ['a withdrawn page', 410, own => own.ask('/withdrawn/')],
  ['a webhook that is not posted', 405, own => own.ask('/hooks/sanity')],
  ['a webhook', 202, own => own.hook({ _id: 'another' })],
  ['a refused webhook', 401, own => own.hook({ _id: 'groups' }, { secret: 'some other secret of mine' })],
]

function expectSecure(headers: Record<string, unknown>): void {
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
    'cache-control': expect.any(String),
  })
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers.server).toBeUndefined()
  const type = String(headers['content-type'] ?? '')
  if (type.startsWith('text/html')) {
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'self'; .*object-src 'none'.*frame-ancestors 'self'/,
    )
    expect(headers['content-security-policy']).not.toContain('unsafe')
  }
}

test.each(kinds)('sends the headers that protect with %s (%i)', async (_, status, send) => {
  const answer = await send(site)
  expect(answer.status).toBe(status)
  expectSecure(answer.headers)
})

test('sends the headers that protect with 304, before a first release, and when something breaks', async () => {
  const page = await site.ask('/groups/')
  const unchanged = await site.ask('/groups/', { headers: { 'if-none-match': String(page.headers.etag) } })
  expect(unchanged.status).toBe(304)
  expectSecure(unchanged.headers)
  expect(unchanged.headers['content-security-policy']).toBe(page.headers['content-security-policy'])

  await using empty = await startTestPublisher([{ _id: 'a', html: '<img src="https://else.example/a.png">' }])
  await empty.publisher.whenQuiet()
  const waiting = await empty.ask('/')
  expect(waiting.status).toBe(503)
  expectSecure(waiting.headers)

  await using broken = await startLargeSite()
  for (const path of ['/media/a-320.webp', '/media/waves.mp4']) {
    await removeFile(broken.folder, path)
    const failed = await broken.ask(path)
    expect(failed.status).toBe(500)
    expectSecure(failed.headers)
    expect(failed.text).not.toContain(broken.folder)
  }
})

test('promises TLS only where patients reach it by TLS', async () => {
  await using plain = await startTestPublisher(documents, { siteUrl: 'http://localhost:4321' })
  await plain.publisher.whenQuiet()
  expect((await plain.ask('/groups/')).headers['strict-transport-security']).toBeUndefined()
})

test('finishes a large file that is being read slowly before it stops, and takes no more requests', async () => {
  await using own = await startLargeSite()
  const { hostname, port } = new URL(own.publisher.url)
  const whole = Promise.withResolvers<number>()
  const begun = Promise.withResolvers<void>()
  httpRequest(
    { hostname, port, path: '/media/waves.mp4', headers: { connection: 'keep-alive' } },
    async response => {
      let bytes = 0
      try {
        for await (const chunk of response) {
          bytes += chunk.length
          begun.resolve()
          // A patient on a slow line: some twenty megabytes a second.
          await pause(chunk.length / 20_000)
        }
        whole.resolve(bytes)
      } catch (error) {
        whole.reject(error)
      }
    },
  ).end()
  await begun.promise

  const stopped = own.publisher.stop()

  await expect(ask(own.publisher.url, '/')).rejects.toThrow('ECONNREFUSED')
  expect(await whole.promise).toBe(large.byteLength)
  await stopped
})

test('does not wait for a connection on which nothing is asked, nor for ever for one that never ends', async () => {
  await using own = await startLargeSite()
  const { port } = new URL(own.publisher.url)
  const idle = connect(Number(port), '127.0.0.1')
  const stuck = connect(Number(port), '127.0.0.1')
  for (const socket of [idle, stuck]) socket.on('error', () => {})
  idle.write('GET /groups/ HTTP/1.1\r\nhost: a\r\n\r\n')
  // Asks for the large file, and reads no more of it than fits in the system's buffers.
  stuck.write('GET /media/waves.mp4 HTTP/1.1\r\nhost: a\r\n\r\n')
  await new Promise(resolve => idle.once('data', resolve))
  await new Promise(resolve => stuck.once('readable', resolve))

  await own.publisher.stop()

  idle.destroy()
  stuck.destroy()
})
