import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { startTestPublisher } from './test-publisher.ts'

/* A publisher whose Content Lake cannot be read, and what it says of that in public. */

const notes = [{ _id: 'groups', title: 'Groups' }]

test('says that it cannot read the content while it serves the last release, and when it can again', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ status: 'ok', contentLake: { reachable: true } })

  site.lake.fail(502)
  site.clock.advance(61_000)
  await site.publisher.whenQuiet()
  const health = await site.ask('/healthz')
  expect(health.status).toBe(200)
  expect(JSON.parse(health.text)).toMatchObject({
    status: 'stale',
    state: 'idle',
    reason: expect.stringContaining('keeps showing the last release, and nothing is lost'),
    contentLake: { reachable: false, since: site.clock.now().toString() },
  })
  expect((await site.ask('/groups/')).status).toBe(200)

  site.lake.publish({ _id: 'groups', title: 'Groups on Friday' })
  site.lake.fail(200)
  site.clock.advance(1001)
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ status: 'ok', reason: null, contentLake: { reachable: true } })
  expect((await site.ask('/groups/')).text).toContain('Groups on Friday')
})

test('publishes at once what it could not, as soon as the content can be read again', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  site.lake.fail(502)
  for (let minute = 0; minute < 10; minute += 1) {
    await site.hook({ _id: 'groups' }, { signedAt: site.clock.now().epochMilliseconds })
    site.clock.advance(60_000)
    await site.publisher.whenQuiet()
  }
  expect(await site.health()).toMatchObject({ state: 'failed', pending: 10 })

  site.lake.fail(200)
  site.clock.advance(10_100)
  await site.publisher.whenQuiet()
  expect(await site.health()).toMatchObject({ status: 'ok', state: 'idle', pending: 0 })
})

/** A server that closes each connection as soon as something comes. */
async function startHangingUp() {
  const server = createServer(socket => void socket.on('error', () => {}).once('data', () => socket.end('?')))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

test('names no address within, and nothing that was answered there, to everybody', async () => {
  await using other = await startHangingUp()
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const read = site.renderer.loadSnapshot
  const faults: Record<string, () => void> = {
    'a refused key': () => site.lake.fail(401),
    'no such dataset': () => site.lake.fail(404),
    'a broken server': () => site.lake.fail(500),
    'a server that hangs up': () => {
      site.renderer.loadSnapshot = async () => {
        await fetch(`${other.origin}/secret-path`)
        throw new Error('That was no answer.')
      }
    },
    'a mistake of ours': () => {
      site.renderer.loadSnapshot = async () => {
        throw new Error('ENOENT: no such file, open /srv/secret-path on 10.0.0.5')
      }
    },
    'a page that cannot be made': () => {
      site.renderer.before = () => {
        throw new Error('http://10.0.0.5/secret-path answered The lake is out of order')
      }
    },
  }
  for (const [name, begin] of Object.entries(faults)) {
    site.lake.fail(200)
    site.renderer.loadSnapshot = read
    begin()
    const published = site.lake.publish({ _id: 'groups', title: name })
    await site.hook(published)
    await site.publisher.whenQuiet()

    const { text } = await site.ask('/healthz')
    expect(JSON.parse(text).state, name).toBe('failed')
    expect(JSON.parse(text).reason, name).toMatch(/^[A-Z/].+\.$/)
    for (const path of ['/healthz', '/release.json']) {
      const said = (await site.ask(path)).text
      expect(said, `${name} in ${path}`).not.toMatch(/127\.0\.0\.1|localhost|10\.0|secret|out of order|\/srv/)
    }
    expect(site.logged.join(''), name).toMatch(/secret-path|out of order/)
  }
})
