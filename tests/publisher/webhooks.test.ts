import { readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { expect, test } from 'vitest'
import { startTestPublisher, webhookSecret } from './test-publisher.ts'

const notes = [{ _id: 'groups', title: 'Groups' }]
const change = { _id: 'groups', _rev: 'rev-1', _updatedAt: '2027-01-01T00:00:01.000Z' }

test('answers 202 to a genuine webhook, which waits for its publish', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const held = Promise.withResolvers<void>()
  site.renderer.before = () => held.promise

  const answer = await site.hook(change, { key: 'delivery-1' })

  expect(answer.status).toBe(202)
  expect(await site.health()).toMatchObject({ pending: 1 })
  held.resolve()
})

test.each([
  ['no signature', { [SIGNATURE_HEADER_NAME]: '' }],
  ['a signature that is none', { [SIGNATURE_HEADER_NAME]: 'let me in' }],
  ['a signature of something else', { [SIGNATURE_HEADER_NAME]: `t=1799999999999,v1=${'A'.repeat(43)}` }],
])('refuses a webhook with %s', async (_, headers) => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()

  const answer = await site.hook(change, { headers })

  expect(answer.status).toBe(401)
  expect(await site.health()).toMatchObject({ pending: 0 })
})

test('refuses a webhook that another secret signed', async () => {
  await using site = await startTestPublisher(notes)

  const answer = await site.hook(change, { secret: 'a secret that somebody guessed' })

  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.text).message).toContain('Use the same SANITY_WEBHOOK_SECRET on both sides')
})

test('refuses a webhook whose body was changed on the way', async () => {
  await using site = await startTestPublisher(notes)
  const signature = await encodeSignatureHeader(
    JSON.stringify(change),
    site.clock.now().epochMilliseconds,
    webhookSecret,
  )

  const answer = await site.hook(
    { ...change, _rev: 'rev-2' },
    { headers: { [SIGNATURE_HEADER_NAME]: signature } },
  )

  expect(answer.status).toBe(401)
})

test.each([
  ['six minutes ago', -6 * 60_000, 401],
  ['two minutes from now', 2 * 60_000, 401],
  ['four minutes ago', -4 * 60_000, 202],
])('judges a webhook signed %s by its age', async (_, offsetMs, status) => {
  await using site = await startTestPublisher(notes)

  const answer = await site.hook(change, { signedAt: site.clock.now().epochMilliseconds + offsetMs })

  expect(answer.status).toBe(status)
})

test('looks at the signature before the age, and at the age before the body', async () => {
  await using site = await startTestPublisher(notes)
  const stale = site.clock.now().epochMilliseconds - 3_600_000

  const forged = await site.hook({ nonsense: true }, { signedAt: stale, secret: 'wrong wrong wrong wrong' })
  const old = await site.hook({ _id: 7 }, { signedAt: stale })
  const malformed = await site.hook({ _id: 7 })

  expect(JSON.parse(forged.text).message).toContain('its signature does not fit')
  expect(JSON.parse(old.text).message).toContain('signed too long ago')
  expect(malformed.status).toBe(400)
})

test('accepts a repeated delivery once, even if it is signed again', async () => {
  await using site = await startTestPublisher(notes)
  const now = site.clock.now().epochMilliseconds

  expect((await site.hook(change, { key: 'delivery-1' })).status).toBe(202)
  expect((await site.hook(change, { key: 'delivery-1', signedAt: now - 1 })).status).toBe(200)
})

test('takes a replayed webhook once, even under a new idempotency key', async () => {
  await using site = await startTestPublisher(notes)

  expect((await site.hook(change, { key: 'delivery-1' })).status).toBe(202)
  expect((await site.hook(change, { key: 'delivery-2' })).status).toBe(200)
})

test('publishes at start what was accepted before a crash, and keeps no file of webhooks', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  site.lake.publish({ _id: 'groups', title: 'Groups on Friday' })
  // Of an earlier version.
  await writeFile(join(site.folder, 'webhooks.ndjson'), '{"kind":"noted"')

  await site.restart()

  expect((await site.ask('/groups/')).text).toContain('Groups on Friday')
  expect(await site.health()).toMatchObject({ pending: 0 })
  expect(await readdir(site.folder)).not.toContain('webhooks.ndjson')
})

test('changes nothing when a delivery from before a restart is repeated', async () => {
  await using site = await startTestPublisher(notes)
  await site.hook(change, { key: 'delivery-1' })
  await site.publisher.whenQuiet()
  await site.restart()
  const { release } = await site.health()

  await site.hook(change, { key: 'delivery-1' })
  await site.publisher.whenQuiet()

  expect(await site.health()).toMatchObject({ release, pending: 0, state: 'idle' })
})

test('refuses a body that is too long, whether it says so or not', async () => {
  await using site = await startTestPublisher(notes)

  const long = await site.hook({ ...change, text: 'x'.repeat(300_000) })
  const chunked = await site.hook(
    { ...change, text: 'x'.repeat(300_000) },
    { headers: { 'transfer-encoding': 'chunked' } },
  )

  expect([long.status, chunked.status]).toEqual([413, 413])
  expect((await site.ask('/healthz')).status).toBeLessThan(504)
})

test('answers 405 to a webhook that is not posted', async () => {
  await using site = await startTestPublisher(notes)
  expect((await site.ask('/hooks/sanity')).status).toBe(405)
})

test('goes on when a sender hangs up in the middle of a body', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const socket = connect(Number(new URL(site.publisher.url).port), '127.0.0.1')
  socket.write('POST /hooks/sanity HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"_id"', () =>
    socket.destroy(),
  )
  await new Promise(resolve => socket.once('close', resolve))

  expect((await site.hook(change)).status).toBe(202)
})

test('answers none of two hundred hostile webhooks with success, and publishes the honest one after them', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const statuses = new Set<number>()
  for (let batch = 0; batch < 10; batch += 1) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        site.hook({ ...change, index }, { secret: `a wrong secret, number ${batch * 20 + index}` }),
      ),
    )
    for (const { status } of answers) statuses.add(status)
  }

  expect([...statuses].filter(status => status < 400)).toEqual([])
  await site.publish({ _id: 'groups', title: 'Still here' })
  expect((await site.ask('/groups/')).text).toContain('Still here')
})
