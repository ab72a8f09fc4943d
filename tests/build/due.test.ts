import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Renderer } from '#renderer/contract.ts'
import { checkDue } from '#src/hosts/due.ts'
import { findLiveRelease } from '#src/hosts/live-release.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { type SeedLake, sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { type LiveSite, startLiveSite } from './live-site.ts'

const start = sampleInstant
let renderer: Renderer
let lake: SeedLake
let live: LiveSite

beforeAll(async () => {
  renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  lake = await startSeedLake(start, 'few')
  live = await startLiveSite(null)
})

afterAll(async () => {
  await live[Symbol.asyncDispose]()
  await lake[Symbol.asyncDispose]()
})

/** What a static host would have live, had it built the site at `now`. */
async function build(now: Temporal.Instant): Promise<void> {
  const snapshot = await renderer.loadSnapshot(lake.client)
  const context = { snapshot, now, siteUrl: live.url, client: lake.client }
  const { body } = await renderer.render('/release.json', context)
  live.release = JSON.parse(Buffer.from(body).toString())
}

async function ask(now: Temporal.Instant) {
  return checkDue(await findLiveRelease(live.url), await renderer.loadRevisions(lake.client), now)
}

/** Publishes an announcement. */
async function announce(id: string, showFrom: Temporal.Instant, showUntil: Temporal.Instant): Promise<void> {
  await lake.client.createOrReplace({
    _id: id,
    _type: 'announcement',
    kind: 'notice',
    message: 'The office is closed for the afternoon.',
    urgency: 'routine',
    showFrom: showFrom.toString({ smallestUnit: 'second' }),
    showUntil: showUntil.toString({ smallestUnit: 'second' }),
  })
}

test('an announcement that begins in ten minutes makes the site due in ten minutes', async () => {
  const begins = start.add({ minutes: 10 })
  await announce('announcement-soon', begins, begins.add({ minutes: 30 }))
  await build(start)
  expect((await ask(start)).sentence).toContain(`changes next at ${begins}`)
  expect((await ask(begins.subtract({ seconds: 1 }))).isDue).toBe(false)
  expect((await ask(begins)).sentence).toContain(`something began or ended at ${begins}`)
  await build(begins)
  expect((await ask(begins)).isDue).toBe(false)
  expect((await ask(begins.add({ minutes: 30 }))).isDue).toBe(true)
})

test('days in which every webhook is lost: asked each fifteen minutes, the site is never older than that', async () => {
  const days = 3
  const end = start.add({ hours: 24 * days })
  for (let day = 0; day < days; day += 1) {
    const begins = start.add({ hours: 24 * day, minutes: 137 })
    await announce(`announcement-day-${day}`, begins, begins.add({ minutes: 50 }))
  }
  await build(start)
  const builds: string[] = []
  for (let now = start; Temporal.Instant.compare(now, end) < 0; now = now.add({ minutes: 15 })) {
    // Once a day staff publish something, and nobody is told.
    const hours = now.since(start).total('hours')
    if (hours % 24 === 5)
      await lake.client
        .patch(seed.article.id)
        .set({ summary: `Day ${hours / 24}.` })
        .commit()
    const { isDue, sentence } = await ask(now)
    if (isDue) {
      builds.push(sentence)
      await build(now)
      expect((await ask(now)).isDue, `${now}: ${sentence}`).toBe(false)
    }
  }
  expect(builds.filter(sentence => sentence.includes(`${seed.article.id} changed`))).toHaveLength(days)
  // A beginning and an end each day, and what the seed itself has in store.
  expect(builds.length).toBeGreaterThanOrEqual(days * 3)
})

test('the command says one sentence, and its exit code tells “due” from “could not be found out”', async () => {
  await build(Temporal.Now.instant())
  const upToDate = await run()
  expect(upToDate).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Up to date: .+\.\n$/),
    errors: '',
  })
  await lake.client.patch(seed.article.id).set({ summary: 'Another summary.' }).commit()
  const due = await run()
  expect(due).toMatchObject({ code: 2, output: expect.stringMatching(/^Due: .+\.\n$/), errors: '' })
  const away = await run({ SITE_URL: 'http://127.0.0.1:9' })
  expect(away).toMatchObject({ code: 1, output: '' })
  expect(away.errors).toMatch(/release\.json could not be read: .+ Check SITE_URL/)
})

async function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', './services/require-node.js', 'services/due.ts'], {
    env: {
      ...process.env,
      CONTENT_LAKE_URL: lake.url,
      SANITY_API_READ_TOKEN: readToken,
      SITE_URL: live.url,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}
