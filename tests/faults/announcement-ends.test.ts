import { join, resolve } from 'node:path'
import type { Browser } from '@playwright/test'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPublisher, type Publisher } from '#publisher/publisher.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { createManualClock, type ManualClock } from '../publisher/manual-clock.ts'
import { fillLake } from '../publisher/preview-system.ts'
import { ask, webhookSecret, withoutThreads } from '../publisher/test-publisher.ts'
import { type Ending, endings, loadEndings } from './clinic-evenings.ts'
import { clinicUrl, sampleSize } from './prepared.ts'
import { type RunningLake, startLake, temporaryFolder } from './processes.ts'
import { isFullSize, sized } from './size.ts'

/*
 * Nobody publishes anything here, and no webhook is sent: time alone moves. By the machine’s clock, and in a process of the
 * publisher’s own: readers.test.ts.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const begun = Temporal.Instant.from('2027-01-10T15:00:00Z')

type Evening = AsyncDisposable & { publisher: Publisher; clock: ManualClock; lake: RunningLake }

/** The publisher, on a clock that is moved by hand, and the real Content Lake and renderer. */
async function startEvening(): Promise<Evening> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const lake = stack.use(await startLake(join(folder, 'lake'), clinicUrl))
  await fillLake(lake.client, begun, sampleSize)
  await loadEndings(lake.client)
  const clock = createManualClock(begun.toString())
  const log = pino({ level: 'silent' })
  const publisher = await createPublisher({
    settings: {
      host: '127.0.0.1',
      port: 0,
      folder: join(folder, 'publisher'),
      siteUrl: clinicUrl,
      studioUrls: [lake.url],
      webhookSecret,
      keepReleases: 3,
      compareEveryMs: 3_600_000,
      maxRemovedShare: 0.5,
    },
    clock,
    client: createApiClient(lake.url, { perspective: 'published', token: readToken, maxRetries: 0 }),
    renderer: await loadRenderer(resolve('.build/renderer/entry.mjs')),
    log,
    ...withoutThreads(clock, log),
  }).start()
  stack.use(publisher)
  await publisher.whenQuiet()
  const owned = stack.move()
  return { publisher, clock, lake, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Inside `npm test` an hour that comes twice, and a day whose end is computed; an ordinary one ends without the Content Lake. Which instant is meant by a time of day, clinic-time.test.ts shows. */
const tried = isFullSize() ? endings : [7, 9].flatMap(index => endings[index] ?? [])

function named(each: readonly Ending[]): [string, Ending][] {
  return each.map(ending => [ending.name, ending])
}

let evening: Evening

beforeAll(async () => {
  evening = await startEvening()
})

afterAll(() => evening?.[Symbol.asyncDispose]())

/** Sets the clock so many milliseconds before (or, when negative, after) the end, and lets the publisher notice. */
async function setBefore({ until }: Ending, ms: number, { publisher, clock }: Evening): Promise<void> {
  // Ten seconds are the longest that the publisher goes without a look at the clock.
  clock.set(until.subtract({ milliseconds: ms + 10_001 }).toString())
  clock.advance(10_001)
  await publisher.whenQuiet()
}

async function advance(ms: number, { publisher, clock }: Evening): Promise<void> {
  clock.advance(ms)
  await publisher.whenQuiet()
}

/** The text of every page, and of the one for what is not there. */
async function readAllPages(siteUrl: string): Promise<Map<string, string>> {
  const { text } = await ask(siteUrl, '/sitemap.xml')
  const paths = Array.from(text.matchAll(/<loc>([^<]+)<\/loc>/g), ([, url = '']) => new URL(url).pathname)
  const pages = [...paths, '/nothing-here/'].map(
    async path => [path, (await ask(siteUrl, path)).text] as const,
  )
  return new Map(await Promise.all(pages))
}

function pagesThatSay(sentence: string, pages: Map<string, string>): string[] {
  return [...pages].filter(([, text]) => text.includes(sentence)).map(([path]) => path)
}

async function expectOver({ sentence, successor }: Ending, siteUrl: string): Promise<void> {
  const pages = await readAllPages(siteUrl)
  expect(pagesThatSay(sentence, pages)).toEqual([])
  expect(pagesThatSay(successor, pages)).toEqual([...pages.keys()])
}

test.each(named(tried))('what ends %s is in no page from that instant on', async (_, ending) => {
  const siteUrl = evening.publisher.url
  await setBefore(ending, 20_000, evening)
  await advance(19_999, evening)
  const pages = await readAllPages(siteUrl)
  expect(pages.size).toBeGreaterThan(sized(10, 20))
  expect(pagesThatSay(ending.sentence, pages)).toEqual([...pages.keys()])

  // A timer knows no less than a millisecond: one second later is what is promised.
  await advance(3, evening)
  await expectOver(ending, siteUrl)
  await advance(998, evening)
  expect((await ask(siteUrl, '/')).text).not.toContain(ending.sentence)
})

// Small, without a site: page-script.test.ts; on a page: the end before a reader’s eyes of the browser tests.
describe.runIf(isFullSize())('an open page', () => {
  let browser: Browser

  beforeAll(async () => {
    // Playwright takes a second to load, which the everyday run does without.
    const { chromium } = await import('@playwright/test')
    const { browserArguments, getBrowserPath } = await import('../browser.ts')
    browser = await chromium.launch({ executablePath: getBrowserPath(process.env), args: browserArguments })
  })

  afterAll(() => browser?.close())

  test.each(named(endings))('has nothing of what ends %s a second later', async (_, ending) => {
    await setBefore(ending, 20_000, evening)
    await using context = await browser.newContext({ timezoneId: 'America/New_York' })
    const page = await context.newPage()
    await page.clock.install({ time: ending.until.subtract({ seconds: 20 }).epochMilliseconds })
    await page.goto(`${evening.publisher.url}/contact/`)
    await page.clock.pauseAt(ending.until.subtract({ seconds: 8 }).epochMilliseconds)
    const bar = page.getByText(ending.sentence).first()

    await page.clock.runFor(7999)
    expect(await bar.isVisible()).toBe(true)
    await page.clock.runFor(1001)
    expect(await bar.isVisible()).toBe(false)
  })

  test('hides it as soon as the machine wakes, where that slept through the end', async () => {
    const [ending] = endings
    if (!ending) throw new Error('There is no ending to test with.')
    await setBefore(ending, 20_000, evening)
    await using context = await browser.newContext({ timezoneId: 'America/New_York' })
    const page = await context.newPage()
    await page.clock.install({ time: ending.until.subtract({ seconds: 20 }).epochMilliseconds })
    await page.goto(`${evening.publisher.url}/contact/`)
    const bar = page.getByText(ending.sentence).first()
    expect(await bar.isVisible()).toBe(true)

    await page.clock.fastForward(9 * 3_600_000)
    await expect.poll(() => bar.isVisible()).toBe(false)
  })
})

test('a publisher whose machine slept through the night in which the clock changes catches up', async () => {
  const first = endings.find(({ until }) => until.toString() === '2027-03-14T06:30:00Z')
  if (!first) throw new Error('There is no ending in that night.')
  await setBefore(first, 60_000, evening)
  expect((await ask(evening.publisher.url, '/')).text).toContain(first.sentence)

  evening.clock.set('2027-03-14T12:00:00Z')
  await advance(10_001, evening)

  const pages = await readAllPages(evening.publisher.url)
  for (const { sentence, until } of endings) {
    if (until.epochMilliseconds < Date.parse('2027-03-14T12:00:00Z')) {
      expect(pagesThatSay(sentence, pages)).toEqual([])
    }
  }
})

// The last with this evening: the Content Lake does not come back.
test('what ends while the Content Lake cannot be reached is gone all the same', async () => {
  const [ending] = endings
  if (!ending) throw new Error('There is no ending to test with.')
  await setBefore(ending, 20_000, evening)
  const pages = await readAllPages(evening.publisher.url)
  expect(pagesThatSay(ending.sentence, pages)).toEqual([...pages.keys()])
  await evening.lake.kill()

  await advance(20_003, evening)

  await expectOver(ending, evening.publisher.url)
})
