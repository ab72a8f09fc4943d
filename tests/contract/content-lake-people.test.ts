import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { migrations } from '#content-lake/store/database.ts'
import {
  readToken,
  signIn,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from './content-lake-fixture.ts'

const dana = 'Dana Whitfield'

test('an invitation under a name that somebody has makes a second account, and raises nobody', async () => {
  await using lake = await startTestLake()
  const viewer = await signIn(lake, 'viewer', dana)
  const invited = await ask(lake, 'POST', '', { name: 'dana whitfield', role: 'administrator' })
  expect(invited.namesakes).toMatchObject([{ id: viewer.id, role: 'viewer' }])
  expect(invited.person.id).not.toBe(viewer.id)
  expect(await viewer.client.request({ url: '/users/me' })).toMatchObject({ role: 'viewer' })
})

test('the key signs in as the administrator of exactly this name, and raises no account of a lower role', async () => {
  await using lake = await startTestLake()
  const viewer = await signIn(lake, 'viewer', dana)
  const first = await signInByKey(lake, dana)
  const second = await signInByKey(lake, dana)
  expect(first).toMatchObject({ name: dana, role: 'administrator' })
  expect(first.id).not.toBe(viewer.id)
  expect(second.id).toBe(first.id)
  expect((await signInByKey(lake, 'dana whitfield')).id).not.toBe(first.id)
  expect(await signInByKey(lake, '')).toMatchObject({ id: 'operator', role: 'administrator' })
  expect(await viewer.client.request({ url: '/users/me' })).toMatchObject({ role: 'viewer' })
})

test('ending access ends sessions, links, streams and sockets at once, and leaves the name on old changes', async () => {
  await using lake = await startTestLake()
  const person = await signIn(lake, 'editor', dana)
  const other = await signIn(lake, 'editor', 'Eli Moreno')
  await using open = await openEverything(lake, person.token)
  await using others = await openEverything(lake, other.token)
  const { sid } = await ask(lake, 'POST', `/${person.id}/links`)
  await ask(lake, 'DELETE', `/${person.id}`)

  expect(await open.allEnded).toEqual(['event stream', 'presence', 'shared socket'])
  expect(others.ended).toEqual([])
  expect((await lake.request('users/me', { headers: person.headers })).status).toBe(401)
  const late = await lake.request(`auth/fetch?sid=${sid}`)
  expect(late).toMatchObject({
    status: 401,
    body: { error: { description: /access that it gave was ended/ } },
  })
  expect(await lake.client().request({ url: `/users/${person.id}` })).toMatchObject({ displayName: dana })
  await expect(ask(lake, 'POST', `/${person.id}/links`)).rejects.toMatchObject({ statusCode: 409 })
})

test('another role holds at once, also for what is open', async () => {
  await using lake = await startTestLake()
  const person = await signIn(lake, 'editor', dana)
  await using open = await openEverything(lake, person.token)
  await ask(lake, 'PATCH', `/${person.id}`, { role: 'viewer' })

  expect(await open.allEnded).toHaveLength(3)
  await expect(person.client.create({ _type: 'note' })).rejects.toMatchObject({ statusCode: 403 })
  await using again = await openEverything(lake, person.token)
  await ask(lake, 'PATCH', `/${person.id}`, { role: 'viewer' })
  expect(again.ended).toEqual([])
})

test('signing out ends the streams and sockets of this session alone', async () => {
  await using lake = await startTestLake()
  const here = await signIn(lake, 'editor', dana)
  const { sid } = await ask(lake, 'POST', `/${here.id}/links`)
  const { token: elsewhere } = await lake.client({}).request({ url: `/auth/fetch?sid=${sid}` })
  await using open = await openEverything(lake, here.token)
  await using others = await openEverything(lake, elsewhere)
  expect((await lake.request('auth/logout', { method: 'POST', headers: here.headers })).status).toBe(200)
  expect(await open.allEnded).toHaveLength(3)
  expect(others.ended).toEqual([])
})

test('a session that expires takes its streams and sockets with it', async () => {
  let now = Temporal.Instant.from('2026-11-28T12:00:00Z')
  await using lake = await startTestLake({ now: () => now, sessionCheckMs: 20 })
  const person = await signIn(lake, 'editor', dana)
  await using open = await openEverything(lake, person.token)
  now = now.add({ hours: 24 * 30 + 1 })
  expect(await open.allEnded).toHaveLength(3)
})

test('a used link, a late one and an unknown one say what is the matter', async () => {
  let now = Temporal.Instant.from('2026-11-28T12:00:00Z')
  await using lake = await startTestLake({ now: () => now })
  const { person, sid } = await ask(lake, 'POST', '', { name: dana, role: 'editor' })
  const refusal = async (id: string) => {
    const { status, body } = await lake.request(`auth/fetch?sid=${id}`)
    return { status, ...Object(body).error }
  }
  await lake.request(`auth/fetch?sid=${sid}`)
  expect(await refusal(sid)).toMatchObject({
    status: 401,
    description: expect.stringContaining('used before; each works once'),
    signIn: { reason: 'link-used', at: now.epochMilliseconds },
  })
  const { sid: late, expiresAt } = await ask(lake, 'POST', `/${person.id}/links`)
  expect(expiresAt).toBe(now.add({ hours: 24 }).toString())
  now = now.add({ hours: 25 })
  expect(await refusal(late)).toMatchObject({
    description: expect.stringContaining('older than a day'),
    signIn: { reason: 'link-late', at: Temporal.Instant.from(expiresAt).epochMilliseconds },
  })
  expect(await refusal('sid-made-up')).toMatchObject({
    description: expect.stringContaining('not complete'),
    signIn: { reason: 'link-unknown', at: null },
  })
})

test('a session that is over says why to the one who has it', async () => {
  let now = Temporal.Instant.from('2026-11-28T12:00:00Z')
  await using lake = await startTestLake({ now: () => now })
  const why = async ({ headers }: { headers: Record<string, string> }) => {
    const { body } = await lake.request('users/me', { headers })
    return Object(body).signIn
  }
  const [ended, late, out] = [
    await signIn(lake, 'editor', dana),
    await signIn(lake, 'editor', 'Eli Moreno'),
    await signIn(lake, 'editor', 'Vera Stone'),
  ]
  await ask(lake, 'DELETE', `/${ended.id}`)
  await lake.request('auth/logout', { method: 'POST', headers: out.headers })
  expect(await why(ended)).toEqual({ reason: 'access-ended', at: now.epochMilliseconds })
  expect(await why(out)).toEqual({ reason: 'session-unknown', at: null })
  now = now.add({ hours: 24 * 30 + 1 })
  expect(await why(late)).toMatchObject({ reason: 'session-late' })
  expect(await why({ headers: { authorization: 'Bearer made-up' } })).toMatchObject({
    reason: 'session-unknown',
  })
})

test('an administrator who is signed in gives, changes and ends access, and nobody else does', async () => {
  await using lake = await startTestLake()
  const administrator = await signIn(lake, 'administrator', dana)
  const { client } = administrator
  const invited = await client.request({
    url: '/access/people',
    method: 'POST',
    body: { name: 'Ruth Ellis', role: 'editor' },
  })
  const url = `/access/people/${invited.person.id}`
  const change = { name: 'Ruth Ellis-Moreno', role: 'viewer' }
  expect(await client.request({ url, method: 'PATCH', body: change })).toMatchObject({ person: change })
  const { token } = await lake.client({}).request({ url: `/auth/fetch?sid=${invited.sid}` })
  expect(await client.request({ url: '/access/people' })).toMatchObject([
    { name: dana },
    { ...change, lastSeenAt: expect.stringMatching(/Z$/) },
  ])

  for (const other of [
    lake.client({ token }),
    (await signIn(lake, 'editor')).client,
    (await signIn(lake, 'contributor')).client,
    lake.client({ token: readToken }),
    lake.client({}),
  ]) {
    for (const [path, method, body] of [
      ['', 'GET', undefined],
      ['', 'POST', { name: 'Mallory', role: 'administrator' }],
      [`/${administrator.id}/links`, 'POST', undefined],
      [`/${invited.person.id}`, 'PATCH', { role: 'administrator' }],
      [`/${administrator.id}?anyway=true`, 'DELETE', undefined],
    ] as const) {
      await expect(other.request({ url: `/access/people${path}`, method, body })).rejects.toMatchObject({
        statusCode: expect.toBeOneOf([401, 403]),
      })
    }
  }
  await client.request({ url, method: 'DELETE' })
  expect((await lake.request('users/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
})

test('what needs the key is refused to an administrator who has a session alone', async () => {
  await using lake = await startTestLake()
  const { id, client } = await signIn(lake, 'administrator', dana)
  await signInByKey(lake, '')
  for (const [path, method, body] of [
    [`/${id}?anyway=true`, 'DELETE', undefined],
    [`/${id}?anyway=true`, 'PATCH', { role: 'viewer' }],
    ['/operator/links', 'POST', undefined],
  ] as const) {
    await expect(client.request({ url: `/access/people${path}`, method, body })).rejects.toMatchObject({
      statusCode: expect.toBeOneOf([403, 409]),
    })
  }
  expect(await client.request({ url: '/users/me' })).toMatchObject({ role: 'administrator' })
})

test('an account whose access was ended lists no session and no link', async () => {
  await using lake = await startTestLake()
  const { id } = await signIn(lake, 'editor', dana)
  await ask(lake, 'POST', `/${id}/links`)
  await ask(lake, 'DELETE', `/${id}`)
  expect(await ask(lake, 'GET', '')).toMatchObject([
    { id, endedAt: expect.any(String), sessions: [], links: [] },
  ])
})

test('the last administrator is neither ended nor lowered by accident, and the key still works', async () => {
  await using lake = await startTestLake()
  const first = await signIn(lake, 'administrator', dana)
  await signIn(lake, 'editor', 'Eli Moreno')
  await signInByKey(lake, '')
  await expect(ask(lake, 'DELETE', `/${first.id}`)).rejects.toThrow(
    /last administrator.*SANITY_API_WRITE_TOKEN/,
  )
  await expect(ask(lake, 'PATCH', `/${first.id}`, { role: 'editor' })).rejects.toMatchObject({
    statusCode: 409,
  })
  await ask(lake, 'DELETE', `/${first.id}?anyway=true`)
  expect(await signInByKey(lake, dana)).toMatchObject({ role: 'administrator' })
  await expect(ask(lake, 'PATCH', '/operator', { role: 'viewer' })).rejects.toMatchObject({ statusCode: 409 })
})

test('lists who can sign in, where they are signed in, and which links are open', async () => {
  await using lake = await startTestLake()
  const { id } = await signIn(lake, 'editor', dana)
  await ask(lake, 'POST', `/${id}/links`)
  expect(await ask(lake, 'GET', '')).toMatchObject([
    { id, name: dana, role: 'editor', endedAt: null, sessions: [{ browser: 'a program' }], links: [{}] },
  ])
})

test('accounts of an earlier version keep their ids and roles', async () => {
  await using folder = await temporaryFolder()
  const database = new DatabaseSync(join(folder.path, 'content-lake.sqlite'))
  database.exec(`${migrations.slice(0, 2).join('\n')} PRAGMA user_version = 2;
    INSERT INTO users (id, name, role) VALUES ('staff-bbf3a2d58c1b', '${dana}', 'editor')`)
  database.close()
  await using lake = await startTestLake({ dataDir: folder.path })
  expect(await ask(lake, 'GET', '')).toMatchObject([{ id: 'staff-bbf3a2d58c1b', name: dana, role: 'editor' }])
  expect(await ask(lake, 'POST', '/staff-bbf3a2d58c1b/links')).toHaveProperty('sid')
})

async function ask(lake: TestLake, method: string, path: string, body?: object) {
  return await lake.client().request({ url: `/access/people${path}`, method, body })
}

/** Signs in on the sign-in page; returns the current user. */
async function signInByKey(lake: TestLake, name: string) {
  const body = new URLSearchParams({ key: writeToken, name })
  const response = await fetch(`${lake.url}/auth/login`, { method: 'POST', body, redirect: 'manual' })
  const sid = response.headers.get('location')?.split('#sid=')[1]
  const { token } = await lake.client({}).request({ url: `/auth/fetch?sid=${sid}` })
  return await lake.client({ token }).request({ url: '/users/me' })
}

/** All that a signed-in Studio holds open. */
async function openEverything(lake: TestLake, token: string) {
  const stack = new AsyncDisposableStack()
  const ended: string[] = []
  const all = Promise.withResolvers<string[]>()
  const end = (name: string) => {
    ended.push(name)
    if (ended.length === 3) all.resolve(ended.toSorted())
  }
  const stop = new AbortController()
  stack.defer(() => stop.abort())
  const stream = await fetch(`${lake.url}/v1/data/listen/production?query=*`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  void stream.text().catch(() => end('event stream'))

  const sockets = {
    'shared socket': [
      'data/listen-socket',
      { open: 1, url: `${lake.url}/x?query=*`, authorization: `Bearer ${token}` },
    ],
    presence: ['socket', { id: 1, method: 'authorization', params: { authorization: `Bearer ${token}` } }],
  } as const
  for (const [name, [path, first]] of Object.entries(sockets)) {
    const socket = new WebSocket(`${lake.url.replace('http', 'ws')}/v1/${path}/production`)
    stack.defer(() => socket.terminate())
    const answered = new Promise<void>(resolve =>
      socket.on('message', data => /"result":true|"head":1,"status":200/.test(String(data)) && resolve()),
    )
    socket.on('open', () => socket.send(JSON.stringify(first)))
    await answered
    socket.on('close', () => end(name))
  }
  return { ended, allEnded: all.promise, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
