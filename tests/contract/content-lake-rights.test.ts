import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readToken, startTestLake, type TestLake } from './content-lake-fixture.ts'

const reads = [
  'data/query/production?query=*',
  'data/doc/production/a',
  'data/listen/production?query=*',
  'data/export/production',
  'data/history/production/documents/a',
  'data/history/production/transactions/a',
  'data/history/production/events/documents/a',
  'data/references/production/documents/a/to',
  'projects/local',
  'users/anybody',
  'users/me/keyvalue/a',
]

test('shows nothing of a document without a token, published or not, and everything with one', async () => {
  await using lake = await startTestLake()
  await lake.client().create({ _id: 'a', _type: 'note' })
  for (const path of reads) {
    expect((await lake.request(path)).status, path).toBe(401)
    expect(await statusOf(lake, path, { authorization: `Bearer ${readToken}` }), path).toBe(200)
  }
  const post = { method: 'POST', body: JSON.stringify({ query: '*' }) }
  expect((await lake.request('data/query/production', post)).status).toBe(401)
})

test('carries no stream to a socket that shows no token', async () => {
  await using lake = await startTestLake()
  const { socket, next } = await openStreams(lake)
  const url = `${lake.url}/v2025-02-19/data/listen/production?query=*`
  socket.send(JSON.stringify({ open: 1, url }))
  expect(await next()).toMatchObject({ head: 1, status: 401 })
  socket.send(JSON.stringify({ open: 2, url, authorization: `Bearer ${readToken}` }))
  expect(await next()).toMatchObject({ head: 2, status: 200 })
  socket.send(JSON.stringify({ open: 3, url: 'http://[', authorization: `Bearer ${readToken}` }))
  expect(await next()).toMatchObject({ chunk: 2 })
  expect(await next()).toMatchObject({ head: 3, status: 400 })
  socket.terminate()
})

test('answers a signed-out Studio with no user, so that it shows its sign-in', async () => {
  await using lake = await startTestLake()
  expect(await lake.request('users/me')).toMatchObject({ status: 200, body: {} })
  expect((await lake.request('auth/providers')).status).toBe(200)
  const expired = await lake.request('users/me', { headers: { authorization: 'Bearer session-long-gone' } })
  expect(expired).toMatchObject({ status: 401, body: { errorCode: 'SIO-401-ANF' } })
})

test('keeps so much for a person, and no more', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const put = (pairs: object[]) => client.request({ url: '/users/me/keyvalue', method: 'PUT', body: pairs })
  const pairs = (from: number, value: string) =>
    Array.from({ length: 100 }, (_, index) => ({ key: `key-${from + index}`, value }))
  await put(pairs(0, 'first'))
  await expect(
    (async () => {
      for (let from = 0; from < 2000; from += 100) await put(pairs(from, 'x'))
    })(),
  ).rejects.toMatchObject({ statusCode: 413 })
  await expect(
    (async () => {
      for (let from = 0; from < 100; from += 1)
        await put([{ key: `key-${from}`, value: 'x'.repeat(400_000) }])
    })(),
  ).rejects.toMatchObject({ statusCode: 413 })
  // What was there is still there, and can be written over.
  await put(pairs(0, 'second'))
  expect(await client.request({ url: '/users/me/keyvalue/key-1' })).toEqual([
    { key: 'key-1', value: 'second' },
  ])
})

/** The status of an answer whose body is not waited for: a stream has no end. */
async function statusOf(lake: TestLake, path: string, headers: Record<string, string>): Promise<number> {
  const stop = new AbortController()
  const response = await fetch(`${lake.url}/v2025-02-19/${path}`, { headers, signal: stop.signal })
  stop.abort()
  return response.status
}

async function openStreams(lake: TestLake) {
  const socket = new WebSocket(`${lake.url.replace('http', 'ws')}/v1/data/listen-socket/production`)
  const received: unknown[] = []
  socket.on('message', data => received.push(JSON.parse(String(data))))
  await new Promise(resolve => socket.once('open', resolve))
  const next = async () => {
    await expect.poll(() => received.length).toBeGreaterThan(0)
    return received.shift()
  }
  return { socket, next }
}
