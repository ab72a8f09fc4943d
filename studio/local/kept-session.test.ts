import { expect, test } from 'vitest'
import { KeptSession, signInAddress } from './kept-session.ts'

test('requests of a session that is over wait, and go on as the same person signs in again', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  await studio.fetch('/users/me', 'first')
  lake.over.add('first')
  const saving = studio.fetch('/data/actions/production', 'first')
  await studio.until(true)
  expect(lake.saved).toEqual([])

  // As Sanity does once another tab has signed in. It is not answered, and so keeps its forms.
  const lookUp = studio.fetch('/users/me', 'second')
  expect((await saving).status).toBe(200)
  expect(lake.saved).toEqual(['second'])
  expect(studio.session.isOver()).toBe(false)
  expect(await Promise.race([lookUp, saving.then(() => 'unanswered')])).toBe('unanswered')

  await studio.fetch('/data/actions/production', 'first')
  expect(lake.saved).toEqual(['second', 'second'])
  // As an upload asks, which is sent past the client.
  expect(['Bearer first', 'Bearer second', 'Bearer another'].map(studio.session.renew)).toEqual([
    'Bearer second',
    'Bearer second',
    'Bearer another',
  ])
  expect(studio.left).toEqual([])
})

test('what is refused only after the next session began goes on in its name', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  await studio.fetch('/users/me', 'first')
  lake.over.add('first')
  const late = lake.delay()
  const slow = studio.fetch('/data/query/production', 'first')
  const saving = studio.fetch('/data/actions/production', 'first')
  await studio.until(true)
  void studio.fetch('/users/me', 'second')
  await saving
  late.resolve()
  expect((await slow).status).toBe(200)
  expect(studio.session.isOver()).toBe(false)
})

test('somebody else in the other tab has the page loaded again, and nothing is saved in their name', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  await studio.fetch('/users/me', 'first')
  lake.over.add('first')
  void studio.fetch('/data/actions/production', 'first')
  await studio.until(true)
  void studio.fetch('/users/me', 'stranger')
  await expect.poll(() => studio.left).toEqual(['reload'])
  expect(lake.saved).toEqual([])
})

test('where access was ended nothing waits: the sign-in page says so', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  lake.over.add('first')
  lake.reason = 'access-ended'
  void studio.fetch('/data/query/production', 'first')
  await expect.poll(() => studio.left).toEqual(['access-ended'])
})

test('a refused link leads to the sign-in page with its reason, as Sanity asks how to sign in', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  lake.over.add('')
  lake.reason = 'link-used'
  expect((await studio.fetch('/auth/fetch?sid=sid-used', '')).status).toBe(401)
  void studio.fetch('/auth/providers', '')
  await expect.poll(() => studio.left).toEqual(['link-used'])
})

test('who signs out reads that, whatever else is refused meanwhile', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  await studio.fetch('/users/me', 'first')
  const late = lake.delay()
  lake.over.add('first')
  void studio.fetch('/data/query/production', 'first')
  lake.over.delete('first')
  await studio.fetch('/auth/logout', 'first')
  late.resolve()
  await studio.fetch('/users/me', '')
  void studio.fetch('/auth/providers', '')
  await expect.poll(() => studio.left).toEqual(['signed-out'])
  expect(studio.session.isOver()).toBe(false)
})

test('a request that is given up does not wait', async () => {
  const lake = fakeLake()
  const studio = startStudio(lake)
  lake.over.add('first')
  const stop = new AbortController()
  const stream = studio.fetch('/data/listen/production', 'first', stop.signal)
  await studio.until(true)
  stop.abort(new Error('given up'))
  await expect(stream).rejects.toThrow('given up')
})

test('a refusal that is not the Content Lake’s is passed on', async () => {
  const session = new KeptSession({ toSignIn: () => undefined, reload: () => undefined })
  const fetch = session.keep(async () => new Response('<h1>No</h1>', { status: 401 }))
  const response = await fetch('http://localhost:3333/v1/data/query/production')
  expect([response.status, await response.text()]).toEqual([401, '<h1>No</h1>'])
})

test('the address of the sign-in page carries the page that was wanted, without what follows its hash', () => {
  const page = new URL('http://localhost:3333/structure/page;a?x=1#sid=secret')
  expect(signInAddress(page, { reason: 'link-used', at: 5 })).toBe(
    '/auth/login?origin=http%3A%2F%2Flocalhost%3A3333%2Fstructure%2Fpage%3Ba%3Fx%3D1&why=link-used&at=5',
  )
  expect(signInAddress(page, null)).not.toContain('why')
})

/** Answers as the Content Lake does, by the token alone: “stranger” is somebody else. */
function fakeLake() {
  const saved: string[] = []
  const lake = {
    over: new Set<string>(),
    reason: 'session-unknown',
    saved,
    held: Promise.resolve(),
    delay() {
      const late = Promise.withResolvers<void>()
      lake.held = late.promise
      return late
    },
    async answer(url: string, token: string): Promise<Response> {
      const isRefused = lake.over.has(token)
      if (url.includes('/query/')) await lake.held
      if (isRefused) return Response.json({ signIn: { reason: lake.reason, at: null } }, { status: 401 })
      if (url.endsWith('/users/me') && token === '') return Response.json({})
      if (url.endsWith('/users/me')) return Response.json({ id: token === 'stranger' ? token : 'dana' })
      if (url.includes('/actions/')) lake.saved.push(token)
      return Response.json({})
    },
  }
  return lake
}

function startStudio(lake: ReturnType<typeof fakeLake>) {
  const left: string[] = []
  const session = new KeptSession({
    toSignIn: why => left.push(why?.reason ?? 'sign-in'),
    reload: () => left.push('reload'),
  })
  const fetch = session.keep((url, init) => {
    const authorization = new Headers(init?.headers).get('authorization') ?? ''
    return lake.answer(String(url), authorization.replace('Bearer ', ''))
  })
  return {
    session,
    left,
    fetch: (path: string, token: string, signal?: AbortSignal) =>
      fetch(`http://localhost:3333/v1${path}`, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
        ...(signal && { signal }),
      }),
    until: (isOver: boolean) => expect.poll(() => session.isOver()).toBe(isOver),
  }
}
