import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseLakeSettings } from '#content-lake/lake-settings.ts'
import { siteUrl, startTestLake, temporaryFolder, writeToken } from './content-lake-fixture.ts'

const asWriter = { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' }

test('has everything after a restart: documents, assets’ addresses, history, sessions', async () => {
  await using folder = await temporaryFolder()
  const before = await (async () => {
    await using lake = await startTestLake({ dataDir: folder.path })
    await lake.client().create({ _id: 'a', _type: 'note' })
    await lake.client().assets.upload('file', Buffer.from('text'), { filename: 'a.txt' })
    return { token: await signIn(lake.url), documents: await lake.client().fetch('*[_type == "note"]') }
  })()
  await using lake = await startTestLake({ dataDir: folder.path })
  expect(await lake.client({ token: before.token }).fetch('*[_type == "note"]')).toEqual(before.documents)
  const url: string = await lake.client().fetch('*[_type == "sanity.fileAsset"][0].url')
  expect(await (await fetch(url, { headers: asWriter })).text()).toBe('text')
  expect(url.startsWith(lake.url)).toBe(true)
})

test('does not start on a damaged file, and leaves it as it is', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'content-lake.sqlite')
  await writeFile(file, 'this is no database, whatever its name says'.repeat(100))
  const content = await readFile(file)
  await expect(startTestLake({ dataDir: folder.path })).rejects.toThrow(/damaged.*backup/s)
  expect(await readFile(file)).toEqual(content)
})

test('does not start twice on one folder', async () => {
  await using lake = await startTestLake()
  await expect(startTestLake({ dataDir: lake.dataDir })).rejects.toThrow(/another Content Lake is running/)
})

test('says so when its port is taken', async () => {
  await using lake = await startTestLake()
  await using folder = await temporaryFolder()
  const port = Number(new URL(lake.url).port)
  await expect(startTestLake({ port, dataDir: folder.path })).rejects.toThrow(`Port ${port}`)
})

test('refuses to start without secrets, and names every one that is missing', () => {
  expect(() => parseLakeSettings({ STUDIO_PORT: 'x' })).toThrow(
    /STUDIO_PORT[\s\S]*SANITY_API_WRITE_TOKEN[\s\S]*SANITY_API_READ_TOKEN/,
  )
})

test('lets a sign-in link be used once, and a session be ended', async () => {
  await using lake = await startTestLake()
  const sid = await newSid(lake.url)
  const redeem = () => lake.request(`auth/fetch?sid=${sid}`)
  const { token } = Object((await redeem()).body)
  expect((await redeem()).status).toBe(401)
  const headers = { authorization: `Bearer ${token}` }
  expect((await lake.request('users/me', { headers })).body).toMatchObject({
    name: 'Operator',
    role: 'administrator',
  })
  expect((await lake.request('users/me')).body).toEqual({})
  await lake.request('auth/logout', { method: 'POST', headers })
  expect((await lake.request('users/me', { headers })).status).toBe(401)
})

test('signs in with the key on its own page, and leads nobody elsewhere', async () => {
  await using lake = await startTestLake()
  const submit = (form: Record<string, string>) =>
    fetch(`${lake.url}/auth/login`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  expect((await submit({ key: 'wrong', origin: lake.url })).status).toBe(401)
  const signedIn = await submit({ key: writeToken, origin: `${lake.url}/structure` })
  expect(signedIn.headers.get('location')).toMatch(new RegExp(`^${lake.url}/structure#sid=sid-`))
  const misled = await submit({ key: writeToken, origin: 'https://elsewhere.example/' })
  expect(misled.headers.get('location')).toMatch(/^\/#sid=/)
})

test('answers pages of its own origin and of the site alone', async () => {
  await using lake = await startTestLake()
  const from = (origin: string) => lake.request('users/me', { headers: { origin } })
  expect((await from(siteUrl)).headers.get('access-control-allow-origin')).toBe(siteUrl)
  expect((await from(lake.url)).status).toBe(200)
  expect((await from('https://elsewhere.example')).status).toBe(403)
  expect((await from('null')).status).toBe(403)
})

test('does not answer for a host name that is not its own', async () => {
  await using lake = await startTestLake()
  const { port } = new URL(lake.url)
  const status = await new Promise(resolve => {
    httpRequest(
      { port, host: '127.0.0.1', path: '/healthz', headers: { host: `evil.example:${port}` } },
      response => resolve(response.statusCode),
    ).end()
  })
  expect(status).toBe(421)
})

test('notes calls to what it does not have', async () => {
  await using lake = await startTestLake()
  expect((await lake.request('made/up')).status).toBe(404)
  const health = await (await fetch(`${lake.url}/healthz`)).json()
  expect(health).toMatchObject({ status: 'ok', unknownRoutes: ['GET made/up'] })
})

test('refuses a body that is too large, and one that is no JSON', async () => {
  await using lake = await startTestLake()
  const post = (body: string) => lake.request('auth/sessions', { method: 'POST', headers: asWriter, body })
  expect((await post('x'.repeat(20_000))).status).toBe(413)
  expect((await post('{')).status).toBe(400)
})

test('serves the built Studio with nothing from other hosts', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'static'))
  await writeFile(join(folder.path, 'static', 'app-1.js'), 'run()')
  await writeFile(
    join(folder.path, 'index.html'),
    '<html><head><style>@font-face{src:url(https://fonts.example/a)}</style><script>inline()</script>' +
      '<script src="https://core.sanity-cdn.com/bridge.js" async type="module"></script></head><body>Studio</body></html>',
  )
  await using lake = await startTestLake({ studioDir: folder.path })
  const page = await fetch(`${lake.url}/structure/article`)
  const html = await page.text()
  expect(html).toContain('Studio')
  expect(html).toContain(`<meta name="clinic-site-url" content="${siteUrl}">`)
  expect(html).not.toContain('https://')
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'self'.*script-src localhost:\d+\/static\/ 'sha256-/,
  )
  const script = await fetch(`${lake.url}/static/app-1.js`)
  expect(await script.text()).toBe('run()')
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect((await fetch(`${lake.url}/static/none.js`)).status).toBe(404)
})

test('says how to build the Studio when it has not been built', async () => {
  await using lake = await startTestLake()
  const page = await fetch(lake.url)
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('npm run studio:build')
})

async function newSid(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/auth/sessions`, { method: 'POST', headers: asWriter, body: '{}' })
  return Object(await response.json()).sid
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/auth/fetch?sid=${await newSid(url)}`)
  return Object(await response.json()).token
}
