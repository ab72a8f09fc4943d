import { fork } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#tests/contract/content-lake-fixture.ts'
import { headOf, sendAs, sendRaw } from '#tests/contract/raw-requests.ts'

const page = `<html><head><script src="https://core.sanity-cdn.com/bridge.js" async type="module"></script></head>
<body><script type="module" src="/static/studio.js"></script></body></html>`

test('serves the Studio of a hosted project whole, whatever range is asked for, and goes on', async () => {
  await using studio = await startStudio()
  for (const range of ['bytes=5-2', 'bytes=2-5', 'bytes=-2', 'bytes=9999-', 'bytes=x-y', 'bytes=0-1,3-4']) {
    const { status, text } = await sendAs(`${studio.url}/static/studio.js`, { range })
    expect([status, text], range).toEqual([200, 'start()'])
  }
  for (const target of ['//', '*', '/%', '/static/%00.js', 'http://['])
    expect((await sendRaw(studio.url, headOf(studio.url, target))).status, target).toBe(400)
  expect((await sendAs(`${studio.url}/structure`, {})).status).toBe(200)
})

test('gives the Studio of a hosted project a policy: its own scripts, and Sanity’s API', async () => {
  await using studio = await startStudio()
  for (const path of ['/', '/structure', '/index.html', '/index.htm', '/index']) {
    const { headers, text } = await sendAs(studio.url + path, {})
    const policy = String(headers['content-security-policy'])
    expect(policy, path).toContain('https://*.api.sanity.io')
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain(`script-src ${new URL(studio.url).host}/static/`)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
    expect(text).not.toContain('core.sanity-cdn.com')
  }
  const script = await sendAs(`${studio.url}/static/studio.js`, {})
  expect(script.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-type': expect.stringMatching(/^text\/javascript/),
  })
  expect((await sendAs(`${studio.url}/`, {}, { method: 'POST', body: 'x' })).status).toBe(405)
})

/** The process that `npm start` runs for a hosted project, on a Studio of one page and one script. */
async function startStudio() {
  const stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await mkdir(join(path, '.build/studio/static'), { recursive: true })
  await writeFile(join(path, '.build/studio/index.html'), page)
  await writeFile(join(path, '.build/studio/static/studio.js'), 'start()')
  const port = await freePort()
  const child = fork(resolve('services/start/serve-studio.ts'), {
    cwd: path,
    env: { PATH: process.env.PATH, STUDIO_PORT: String(port), SITE_URL: 'https://clinic.example' },
    execArgv: [],
    silent: true,
  })
  const ended = new Promise(done => child.once('exit', done))
  stack.defer(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await new Promise(done => child.once('message', done))
  return { url: `http://localhost:${port}`, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise(done => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
