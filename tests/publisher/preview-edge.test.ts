import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { createClient } from '@sanity/client'
import { createPreviewSecret } from '@sanity/preview-url-secret/create-secret'
import { expect, test } from 'vitest'
import { systemClock } from '#publisher/clock.ts'
import { createLog } from '#publisher/log.ts'
import { createOpenPages } from '#publisher/preview/open-pages.ts'
import { createPreviewPages } from '#publisher/preview/preview-page.ts'
import type { Session } from '#publisher/preview/sessions.ts'
import { createStudioSecrets } from '#publisher/preview/studio-secrets.ts'
import type { Moment } from '#renderer/contract.ts'
import { settlePorts } from '#services/start/ports.ts'
import { startTestLake, type TestLake } from '../contract/content-lake-fixture.ts'
import { fillLake, startPreviewSystem } from './preview-system.ts'
import { startSmallLake } from './small-lake.ts'
import { createSmallRenderer } from './small-renderer.ts'
import { ask } from './test-publisher.ts'

/* What strangers, bad connections and a bad start do to the preview. */

const renderer = createSmallRenderer()

test('has browsers come by https alone, where staff reach it by https', async () => {
  const { port } = await settlePorts('127.0.0.1', { port: 0 })
  await using system = await startPreviewSystem({
    renderer,
    port,
    previewUrl: 'https://preview.clinic.example',
  })
  for (const path of ['/', system.link().replace(system.previewUrl, ''), '/_preview/enable']) {
    const { headers } = await ask(`http://127.0.0.1:${port}`, path)
    expect(headers['strict-transport-security'], path).toBe('max-age=31536000')
  }
})

/** A Content Lake that is far away: what it answers arrives `delayMs` later. */
async function startFarLake(delayMs: number): Promise<TestLake> {
  const stack = new AsyncDisposableStack()
  const lake = stack.use(await startTestLake())
  await fillLake(lake.client(), Temporal.Now.instant(), 'few')
  const relay = createTcpServer(near => {
    const far = connect(Number(new URL(lake.url).port), 'localhost')
    for (const socket of [near, far])
      socket.on('error', () => {}).on('close', () => near.destroy() && far.destroy())
    near.pipe(far)
    far.on('data', (chunk: Buffer) => setTimeout(() => near.write(chunk), delayMs))
  }).listen(0, '127.0.0.1')
  stack.defer(() => void relay.close())
  await once(relay, 'listening')
  const address = relay.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return { ...lake, url, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test('lets the Studio in at every try, while strangers keep showing secrets that are none', async () => {
  await using lake = await startFarLake(50)
  await using system = await startPreviewSystem({ renderer, lake })
  const enable = async (secret: string) =>
    (await ask(system.previewUrl, `/_preview/enable?sanity-preview-secret=${secret}`)).status
  const strangers: number[] = []
  let isOver = false
  const crowd = Array.from({ length: 40 }, async (_, number) => {
    while (!isOver) strangers.push(await enable(`guess-${number}`))
  })

  const staff: number[] = []
  for (let number = 0; number < 5; number += 1) {
    const { secret } = await createPreviewSecret(system.client, 'sanity/presentation', system.lake.url)
    staff.push(await enable(secret))
  }
  isOver = true
  await Promise.all(crowd)

  expect(staff).toEqual([303, 303, 303, 303, 303])
  expect(new Set(strangers)).toEqual(new Set([401]))
})

test('asks the Content Lake once for all who wait to be let in, and finds what was written just before', async () => {
  const secretOf = (number: number) => ({
    _id: `drafts.secret-${number}`,
    _type: 'sanity.previewUrlSecret',
    secret: `good-${number}`,
    studioUrl: 'https://clinic.sanity.studio/presentation',
  })
  await using lake = await startSmallLake([])
  const write = (number: number) => {
    const published = lake.publish(secretOf(number))
    lake.documents.set(published._id, { ...published, _updatedAt: Temporal.Now.instant().toString() })
  }
  const secrets = createStudioSecrets({ client: lake.client, clock: systemClock })
  for (let round = 0; round < 3; round += 1) {
    const guesses = Array.from({ length: 200 }, (_, number) => secrets.find(`guess-${number}`))
    write(round)
    expect(await secrets.find(`good-${round}`)).toMatchObject({ secret: `good-${round}` })
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([null]))
  }
  expect(lake.queries.length).toBeLessThanOrEqual(6)
})

/** The pages that are open for a server's clients, each with a stream that `prepare` may fill first. */
async function startOpenPages(prepare: (response: ServerResponse) => void) {
  const small = createSmallRenderer()
  const moment: Moment = { snapshot: { documents: [], faults: [] }, now: Temporal.Now.instant() }
  const session: Session = {
    digest: Buffer.alloc(32),
    endsAt: moment.now.add({ hours: 1 }),
    studioOrigin: null,
  }
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    useCdn: false,
  })
  const pages = createPreviewPages({ renderer: small, siteUrl: 'https://clinic.example', client })
  let looks = 0
  const openPages = createOpenPages({
    renderer: {
      ...small,
      faults(context) {
        looks += 1
        return small.faults(context)
      },
    },
    pages,
    siteUrl: 'https://clinic.example',
    clock: systemClock,
    log: createLog('silent'),
    isOpen: () => true,
    isFollowing: () => true,
    latest: () => null,
    published: () => null,
  })
  const server = createServer(async (_, response) => {
    prepare(response)
    const made = await pages.make('/', moment)
    await openPages.add(response, {
      session,
      path: '/',
      at: null,
      isPublished: false,
      moment,
      made,
      shownHash: '',
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    openPages,
    moment,
    session,
    looks: () => looks,
    port: typeof address === 'object' && address ? address.port : 0,
    async [Symbol.asyncDispose]() {
      openPages.stop()
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}

test('is done with a page whose session ended, though its reader has stopped reading', async () => {
  await using system = await startOpenPages(response => {
    for (let written = 0; written < 64; written += 1) {
      if (response.writableLength > 0) return
      response.write(Buffer.alloc(64 * 1024))
    }
  })
  const socket = connect(system.port, '127.0.0.1').on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  socket.pause()
  await expect.poll(system.openPages.size).toBe(1)

  system.openPages.end(system.session)
  system.openPages.onStatusChange()
  system.openPages.onMoment({ ...system.moment, now: system.moment.now.add({ hours: 1 }) })
  await new Promise(resolve => setImmediate(resolve))

  expect(system.openPages.size()).toBe(0)
  socket.destroy()
})

test('forgets a page whose reader left while it was made', async () => {
  await using system = await startOpenPages(response => response.destroy())
  const socket = connect(system.port, '127.0.0.1').on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(socket, 'close')
  await expect.poll(system.openPages.size).toBe(0)
})

test('looks at its pages by the newest moment alone, when more come than it can look at', async () => {
  await using system = await startOpenPages(() => {})
  const socket = connect(system.port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(socket, 'data')
  const before = system.looks()

  for (let number = 1; number <= 500; number += 1) {
    system.openPages.onMoment({ ...system.moment, now: system.moment.now.add({ seconds: number }) })
  }
  await expect.poll(system.looks).toBe(before + 2)
  socket.destroy()
})

test('opens once its port is free, and the site is up before that', async () => {
  const taken = createTcpServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await using system = await startPreviewSystem({ renderer, port })
  expect(system.publisher.previewUrl()).toBeNull()
  expect((await ask(system.publisher.url, '/')).status).toBe(200)
  taken.close()
  await expect.poll(() => system.publisher.previewUrl()).toBe(`http://localhost:${port}`)
})
