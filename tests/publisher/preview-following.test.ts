import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Snapshot } from '#renderer/contract.ts'
import { startTestLake, temporaryFolder } from '../contract/content-lake-fixture.ts'
import { createManualClock } from './manual-clock.ts'
import { openStream } from './preview-stream.ts'
import { edit, fillLake, startPreviewSystem } from './preview-system.ts'

/* How the preview keeps up with the Content Lake and with time. */

const soon = { interval: 20 }
const minuteMs = 60_000

test('looks for changes itself while the Content Lake is away, and listens again once it is back', async () => {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  await using folder = await temporaryFolder()
  const dataDir = folder.path
  await using lake = await startTestLake({ dataDir })
  await fillLake(lake.client(), Temporal.Now.instant(), 'few')
  await using system = await startPreviewSystem({ renderer, lake })
  using stream = await openStream(system.previewUrl, await system.enter(), { page: '/' })
  await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(true)

  await lake[Symbol.asyncDispose]()
  await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(false)
  expect(await system.see('/')).toMatchObject({
    status: 503,
    text: expect.stringContaining('The drafts cannot be read just now'),
  })

  await using back = await startTestLake({ dataDir, port: Number(new URL(lake.url).port) })
  await edit(back.client(), 'homePage', { heading: 'Back again' })
  await expect.poll(async () => (await system.see('/')).text, soon).toContain('Back again')
  await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(true)
  await edit(back.client(), 'homePage', { heading: 'And heard of' })
  await expect.poll(async () => (await system.see('/')).text, soon).toContain('And heard of')
})

test('notifies an open page when time alone changes it', async () => {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const clock = createManualClock()
  clock.skipWaitsUpTo(100)
  await using system = await startPreviewSystem({ renderer, clock })
  const showFrom = clock.now().add({ minutes: 30 }).toString()
  const showUntil = clock.now().add({ hours: 5 }).toString()
  const words = { kind: 'notice', message: 'It snows: call before you come', urgency: 'urgent' }
  await system.client.create({ _id: 'drafts.snow', _type: 'announcement', ...words, showFrom, showUntil })
  using stream = await openStream(system.previewUrl, await system.enter(), { page: '/', hash: '' })
  await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(true)
  expect((await system.see('/')).text).not.toContain('It snows')

  clock.advance(30 * minuteMs)
  await expect.poll(() => stream.count('changed'), soon).toBe(2)
  expect((await system.see('/')).text).toContain('It snows')
})

test('drops the drafts when nobody has looked for ten minutes, and not while a page is open', async () => {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const clock = createManualClock()
  clock.skipWaitsUpTo(100)
  const published: Snapshot[] = []
  const drafts: { previous: Snapshot | undefined }[] = []
  await using system = await startPreviewSystem({
    clock,
    renderer: {
      ...renderer,
      async loadSnapshot(client, previous, options) {
        const snapshot = await renderer.loadSnapshot(client, previous, options)
        if (options?.perspective === 'drafts') drafts.push({ previous })
        else published.push(snapshot)
        return snapshot
      },
    },
  })
  expect(drafts).toEqual([])
  const cookie = await system.enter()
  {
    using stream = await openStream(system.previewUrl, cookie, { page: '/' })
    await expect.poll(() => stream.last('state')?.isFollowing, soon).toBe(true)
    await expect.poll(() => drafts.length, soon).toBeGreaterThan(1)
    clock.advance(30 * minuteMs)
    await system.see('/')
    expect(drafts.slice(1).every(({ previous }) => previous !== published[0])).toBe(true)
  }
  // Reading begins with what is at hand: what is published.
  expect(drafts[0]?.previous).toBe(published[0])
  const before = drafts.length
  await expect
    .poll(async () => {
      clock.advance(11 * minuteMs)
      await system.see('/')
      return drafts.slice(before).some(({ previous }) => previous === published[0])
    }, soon)
    .toBe(true)
})
