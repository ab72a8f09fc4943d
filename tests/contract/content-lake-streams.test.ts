import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startLake } from '../faults/processes.ts'
import { siteUrl, startTestLake, temporaryFolder, writeToken } from './content-lake-fixture.ts'
import { headOf } from './raw-requests.ts'

const authorization = `Bearer ${writeToken}`
/** Parses, and finds nothing among no documents; on a document it fails. */
const failing = '*[user::attributes()]'
/** As much as a document may hold. */
const megabyte = Array.from({ length: 9 }, () => 'x'.repeat(110_000))

test('a listener whose query fails gets an error and is dropped; the change is saved and reaches others', async () => {
  await using lake = await startTestLake()
  const good = await listen(lake.url, '*')
  const bad = await listen(lake.url, failing)
  const last = await listen(lake.url, '*')
  const saved = await lake.client().create({ _id: 'a', _type: 'note' })
  expect(saved._rev).toBeDefined()
  await expect.poll(bad.text).toContain('event: channelError')
  await once(bad.socket, 'close')
  for (const listener of [good, last]) await expect.poll(listener.text).toContain('"documentId":"a"')
  await lake.client().create({ _id: 'b', _type: 'note' })
  await expect.poll(good.text).toContain('"documentId":"b"')
  for (const listener of [good, last]) listener.socket.destroy()
})

test('a listener on a shared socket is dropped by itself, and the others on it stay', async () => {
  await using lake = await startTestLake()
  const { socket, received } = await openSocket(lake.url, 'data/listen-socket/production')
  for (const [open, query] of [failing, '*'].entries())
    socket.send(
      JSON.stringify({ open, url: `http://localhost/?${new URLSearchParams({ query })}`, authorization }),
    )
  await expect.poll(() => received.filter(each => each.includes('welcome'))).toHaveLength(2)
  await lake.client().create({ _id: 'a', _type: 'note' })
  await lake.client().create({ _id: 'b', _type: 'note' })
  await expect.poll(() => received.filter(each => each.includes('event: mutation'))).toHaveLength(2)
  expect(received.filter(each => each.includes('channelError'))).toHaveLength(1)
  socket.terminate()
})

test('a transaction is named by letters and digits, so that no name writes into a stream', async () => {
  await using lake = await startTestLake()
  const listener = await listen(lake.url, '*')
  const post = (path: string, body: object) =>
    lake.request(path, { method: 'POST', headers: { authorization }, body: JSON.stringify(body) })
  const mutations = [{ create: { _type: 'note' } }]
  const discard = { actionType: 'sanity.action.document.discard', draftId: 'drafts.a' }
  for (const transactionId of ['a\n\nevent: injected', 'a\rb', 'a b', 'ä', '', 'x'.repeat(129)]) {
    expect((await post('data/mutate/production', { mutations, transactionId })).status).toBe(400)
    expect((await post('data/actions/production', { actions: [discard], transactionId })).status).toBe(400)
  }
  expect((await post('data/mutate/production', { mutations, transactionId: 'a-B_9.x:1' })).status).toBe(200)
  await expect.poll(listener.text).toContain('id: a-B_9.x:1#')
  expect(listener.text()).not.toContain('injected')
  listener.socket.destroy()
})

test('a reader of a stream that does not keep up is cut off, and writers do not wait', async () => {
  await using lake = await startTestLake()
  const listener = await listen(lake.url, '*', '&includeResult=true&includePreviousRevision=true')
  listener.socket.pause()
  await writeMegabytes(lake, 12)
  let received = 0
  listener.socket.on('data', chunk => {
    received += chunk.length
  })
  listener.socket.resume()
  await once(listener.socket, 'close')
  expect(received).toBeLessThan(30_000_000)
})

test('a socket that does not keep up is cut off', async () => {
  await using lake = await startTestLake()
  const { socket, received } = await openSocket(lake.url, 'data/listen-socket/production')
  socket.send(
    JSON.stringify({
      open: 1,
      url: 'http://localhost/?query=*&includeResult=true&includePreviousRevision=true',
      authorization,
    }),
  )
  await expect.poll(() => received.length).toBe(2)
  socket.pause()
  await writeMegabytes(lake, 12)
  socket.resume()
  await once(socket, 'close')
  expect(received.length).toBeLessThan(14)
})

test('a person has so many streams, and no more', async () => {
  await using lake = await startTestLake()
  const sockets = await Promise.all([1, 2].map(() => openSocket(lake.url, 'data/listen-socket/production')))
  for (const { socket } of sockets) {
    for (let open = 1; open <= 199; open += 1)
      socket.send(JSON.stringify({ open, url: 'http://localhost/?query=*', authorization }))
  }
  const heads = () => sockets.flatMap(({ received }) => received.filter(each => each.includes('"head"')))
  await expect.poll(() => heads().length).toBe(398)
  expect(heads().filter(each => each.includes('"status":200'))).toHaveLength(300)
  expect(heads().filter(each => each.includes('"status":429'))).toHaveLength(98)
  expect((await lake.request('data/listen/production?query=*', { headers: { authorization } })).status).toBe(
    429,
  )
  for (const { socket } of sockets) socket.terminate()
})

test('a socket that shows no token gives way to the next', async () => {
  await using lake = await startTestLake()
  const member = await openSocket(lake.url, 'socket/production')
  member.socket.send(JSON.stringify({ method: 'authorization', id: 1, params: { authorization } }))
  await expect.poll(() => member.received.join()).toContain('"result":true')
  const first = await openSocket(lake.url, 'socket/production')
  const closed = once(first.socket, 'close')
  const others = await Promise.all(
    Array.from({ length: 60 }, () => openSocket(lake.url, 'socket/production')),
  )
  await closed
  expect(member.socket.readyState).toBe(WebSocket.OPEN)
  for (const { socket } of [member, ...others]) socket.terminate()
})

test.each(['socket/production', 'data/listen-socket/production'])(
  'a flood of messages ends %s alone',
  async path => {
    await using lake = await startTestLake()
    const { socket } = await openSocket(lake.url, path)
    const closed = once(socket, 'close')
    for (let round = 0; round < 3000; round += 1) socket.send('{"method":"authorization","close":1}')
    expect(await closed).toEqual([1008, expect.anything()])
    const other = await openSocket(lake.url, path)
    other.socket.send(`"${'x'.repeat(100_000)}"`)
    expect(await once(other.socket, 'close')).toEqual([1009, expect.anything()])
  },
)

test('no message of a member’s ends more than its own socket', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startLake(folder.path, siteUrl)
  const { socket, received } = await openSocket(lake.url, 'socket/production')
  const call = (method: string, params: object) => socket.send(JSON.stringify({ method, id: 1, params }))
  call('authorization', { authorization })
  await expect.poll(() => received.join()).toContain('"result":true')
  const odd = { toString: 1, valueOf: 1 }
  for (const method of ['authorization', 'presence_unsubscribe', 'presence_announce', 'presence_disconnect'])
    call(method, { authorization: odd, subscriptionId: odd, session: odd, data: odd })
  for (let round = 0; round < 100; round += 1) call('presence_subscribe', {})
  await expect
    .poll(() => received.filter(each => each.includes('result') || each.includes('error')).length)
    .toBe(105)
  expect(received.filter(each => /"result":"[\w-]{36}"/.test(each)).length).toBeLessThan(20)
  expect((await fetch(`${lake.url}/healthz`)).status).toBe(200)
  socket.terminate()
})

async function writeMegabytes(
  lake: { client(): ReturnType<Awaited<ReturnType<typeof startTestLake>>['client']> },
  count: number,
) {
  for (let number = 0; number < count; number += 1)
    await lake.client().createOrReplace({ _id: 'a', _type: 'note', number, text: megabyte })
}

/** An event stream over a plain socket, once it has been welcomed. */
async function listen(url: string, query: string, more = ''): Promise<{ socket: Socket; text(): string }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', chunk => {
    if (received.length < 5_000_000) received += chunk.toString('latin1')
  })
  const path = `/v2025-02-19/data/listen/production?${new URLSearchParams({ query })}${more}`
  socket.write(headOf(url, path, { authorization }))
  await expect.poll(() => received).toContain('event: welcome')
  return { socket, text: () => received }
}

async function openSocket(url: string, path: string): Promise<{ socket: WebSocket; received: string[] }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/${path}`)
  const received: string[] = []
  socket.on('message', data => received.push(String(data)))
  socket.on('error', () => socket.terminate())
  await once(socket, 'open')
  return { socket, received }
}
