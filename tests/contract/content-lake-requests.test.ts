import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startLake } from '../faults/processes.ts'
import { siteUrl, startTestLake, temporaryFolder, writeToken } from './content-lake-fixture.ts'
import { headOf, sendAs, sendRaw, upgradeHeaders } from './raw-requests.ts'

const noPaths = [
  '//',
  '//evil.example/x',
  '/\\evil.example',
  '*',
  'http://localhost/healthz',
  'http://[',
  '/%',
  '/v1/data/doc/production/%zz',
  '/%00',
]
const elsewhere = { origin: 'https://elsewhere.example' }

test('answers 400 to a target that is no path, whether a page or a socket is asked for, and goes on', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startLake(folder.path, siteUrl)
  for (const target of noPaths) {
    expect((await sendRaw(lake.url, headOf(lake.url, target))).status, target).toBe(400)
    expect((await sendRaw(lake.url, headOf(lake.url, target, upgradeHeaders))).status, target).toBe(400)
  }
  expect((await fetch(`${lake.url}/healthz`)).status).toBe(200)
})

test('goes on when a refused upgrade is reset by its sender', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startLake(folder.path, siteUrl)
  for (let round = 0; round < 30; round += 1)
    await sendRaw(lake.url, headOf(lake.url, '/nothing', upgradeHeaders), socket => socket.resetAndDestroy())
  expect((await fetch(`${lake.url}/healthz`)).status).toBe(200)
})

test('lets go of a refused upgrade whose sender would keep it open', async () => {
  await using lake = await startTestLake()
  const socket = connect({ port: Number(new URL(lake.url).port), host: '127.0.0.1', allowHalfOpen: true })
  const letGo = new Promise<void>(resolve => {
    socket.on('error', () => resolve())
  })
  socket.resume()
  socket.write(headOf(lake.url, '/nothing', upgradeHeaders))
  // A connection that is gone on the other side answers what is written to it with a reset.
  const writing = setInterval(() => socket.write('x'), 5)
  await letGo
  clearInterval(writing)
  socket.destroy()
})

test('looks at host, origin and site before it looks at anything else of a request', async () => {
  await using lake = await startTestLake()
  for (const upgrade of [{}, upgradeHeaders]) {
    const status = async (headers: Record<string, string>) =>
      (await sendRaw(lake.url, headOf(lake.url, '//', { ...upgrade, ...headers }))).status
    expect(await status({ host: 'evil.example' })).toBe(421)
    expect(await status({ host: 'localhost:1; script-src *' })).toBe(421)
    expect(await status(elsewhere)).toBe(403)
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
  }
})

const uses = {
  '<img>': { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  '<script>': { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  '<iframe>': { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  '<embed>': { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'embed' },
  '<object>': { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' },
  fetch: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' },
}
const visit = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

test.each(['cross-site', 'same-site'])(
  'refuses every use of a page that is %s, but for opening the Studio',
  async site => {
    await using lake = await startTestLake()
    const from = { 'sec-fetch-site': site }
    const paths = [
      '/v1/users/me',
      '/v1/data/query/production?query=*',
      `/images/local/production/${'a'.repeat(40)}-1x1.png`,
    ]
    for (const [use, headers] of Object.entries(uses)) {
      for (const path of [...paths, '/', '/auth/login', '/static/studio.js', '/healthz'])
        expect((await sendAs(lake.url + path, { ...from, ...headers })).status, `${use} ${path}`).toBe(403)
    }
    expect((await sendAs(`${lake.url}/v1/users/me`, { ...from, ...visit })).status).toBe(403)
    expect(
      (await sendAs(`${lake.url}/auth/login`, { ...from, ...visit }, { method: 'POST', body: 'key=x' }))
        .status,
    ).toBe(403)
    // 503: no Studio is built in a test.
    expect((await sendAs(`${lake.url}/structure`, { ...from, ...visit })).status).toBe(503)
    expect((await sendAs(`${lake.url}/auth/login`, { ...from, ...visit })).status).toBe(200)
  },
)

test('answers programs, its own pages, and what a person types', async () => {
  await using lake = await startTestLake()
  const path = `${lake.url}/v1/users/me`
  expect((await sendAs(path, {})).status).toBe(200)
  expect((await sendAs(path, { 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await sendAs(path, { 'sec-fetch-site': 'none', ...visit })).status).toBe(200)
  // The SDK inside the Studio calls the project's own name from the Studio's.
  const sdk = { origin: lake.url, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }
  expect((await sendAs(path, { ...sdk, host: `local.${new URL(lake.url).host}` })).status).toBe(200)
})

test('says that a body is too large while it is still being sent', async () => {
  await using lake = await startTestLake()
  const head = headOf(lake.url, '/v1/auth/sessions', {
    authorization: `Bearer ${writeToken}`,
    'content-length': '5000000000',
  }).replace('GET', 'POST')
  const { status, text } = await sendRaw(lake.url, head)
  expect(status).toBe(413)
  expect(text).toContain('payloadTooLarge')
})

test('ends the connection after its answer to a request whose body nobody reads', async () => {
  await using lake = await startTestLake()
  const headers = { connection: 'keep-alive', 'transfer-encoding': 'chunked' }
  const { status, text } = await sendRaw(lake.url, `${headOf(lake.url, '/v1/ping', headers)}5\r\nhello\r\n`)
  expect(status).toBe(200)
  expect(text).toMatch(/^connection: close\r$/im)
})

test('refuses a document that is nested too deeply to be read again, sent at once or grown by patches', async () => {
  await using lake = await startTestLake()
  const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
  const client = lake.client()
  await expect(client.create({ _id: 'deep', _type: 'note', x: nested(2000) })).rejects.toMatchObject({
    statusCode: 400,
  })
  await client.create({ _id: 'grown', _type: 'note', x: nested(70) })
  const path = `x${'.a'.repeat(70)}`
  await expect(
    client
      .patch('grown')
      .set({ [path]: nested(70) })
      .commit(),
  ).rejects.toMatchObject({ statusCode: 400 })
  expect(await client.getDocument('grown')).toMatchObject({ _id: 'grown' })
})
