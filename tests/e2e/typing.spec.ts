import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { writeToken } from '../contract/content-lake-fixture.ts'
import { type RunningLake, startLake } from '../faults/processes.ts'
import { isFullSize, printFigures, sized } from '../faults/size.ts'
import { expect, otherOrigins, test } from './fixtures.ts'
import { Studio } from './studio.ts'

/** How often each thing happens while somebody types: a colleague publishes, the Content Lake restarts and so on. */
const rounds = sized(2, 50)
/** From letter to letter, in milliseconds. */
const keyMs = sized(100, 50)
/** What is typed at least from one such thing to the next. */
const words = isFullSize() ? 'We talk about how you have been. ' : 'How are you? '

/** The articles of the tests: short, as what the browser does at each letter grows with the text. */
const articles = { quick: 'article-quick', slow: 'article-slow' }

/** The Content Lake of these tests is their own, as is the window: the others do not restart with it. */
let folder: string
let lake: RunningLake
/** Kills the Content Lake and starts it again, once the window says that it is away where that is to be seen. */
let restart: (isSeen: boolean) => Promise<void>
let page: Page
/** How long the answers to the window take on their way, in milliseconds. */
let answerMs = 0

test.beforeAll(async ({ system, browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-typing-'))
  lake = await startLake(folder, system.siteUrl)
  otherOrigins.push(lake.url)
  const port = Number(new URL(lake.url).port)
  restart = async isSeen => {
    await lake.kill()
    if (isSeen) await expect(page.getByTestId('connection-lost')).toContainText('Not saved yet')
    lake = await startLake(folder, system.siteUrl, port)
  }
  await lake.client.mutate(Object.values(articles).map(id => ({ create: article(id) })))
  page = await browser.newPage()
  await page.routeWebSocket(/listen-socket/, socket => {
    const server = socket.connectToServer()
    server.onMessage(message => {
      if (answerMs === 0) socket.send(message)
      else void wait(answerMs).then(() => socket.send(message))
    })
  })
  await page.goto(await newSignInUrl())
  await page.getByTestId('studio-navbar').waitFor()
})

test.afterEach(() => page.unrouteAll({ behavior: 'ignoreErrors' }))

test.afterAll(async () => {
  await page?.close()
  await lake?.kill()
  await rm(folder, { recursive: true, force: true })
})

test.describe.configure({ timeout: 300_000 + rounds * 75_000 })

test('keeps every character while a colleague publishes, the Content Lake is killed and started again, and answers are lost after the work was done', {
  tag: '@nightly',
}, async () => {
  let toCut = 0
  let cut = 0
  await page.route(/\/data\/actions\//, async route => {
    if (toCut === 0) return await route.continue()
    toCut -= 1
    await route.fetch()
    await route.abort('connectionreset')
    cut += 1
  })
  await openArticle(articles.quick)
  await typeThrough(articles.quick, 3 * rounds, async round => {
    if (round < rounds) return await publishAsColleague(articles.quick)
    if (round < 2 * rounds) return await restart(round === rounds)
    toCut += 1
  })
  expect(cut).toBeGreaterThan(0)
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
})

// The last: what the Content Lake tells the window stays slow, so that nothing overtakes what was told before.
test('keeps every character while a colleague publishes, and each answer takes two seconds', {
  tag: '@nightly',
}, async () => {
  answerMs = 2000
  await page.route(/\/data\/(actions|mutate|query|doc)\//, async route => {
    await wait(answerMs)
    await route.continue()
  })
  await openArticle(articles.slow)
  await typeThrough(articles.slow, rounds, () => publishAsColleague(articles.slow))
})

function article(id: string) {
  const span = { _type: 'span', _key: 'span', text: 'You can say what you want.', marks: [] }
  return {
    _id: id,
    _type: 'article',
    title: 'How we talk',
    slug: { _type: 'slug', current: id },
    summary: 'How we talk with each other.',
    publishedAt: '2026-01-05T15:00:00Z',
    body: [{ _type: 'block', _key: 'block', style: 'normal', markDefs: [], children: [span] }],
  }
}

/** Opens an article with the cursor at the beginning of its text. */
async function openArticle(id: string): Promise<void> {
  await new Studio(page, lake.url).open('article', id)
  const text = page.getByTestId('field-body').getByRole('textbox')
  await text.scrollIntoViewIfNeeded()
  // The first click wakes the editor, the second puts the cursor.
  const start = { position: { x: 12, y: 14 } }
  await text.click(start)
  await expect(text).toBeFocused()
  await text.click(start)
  await page.keyboard.press('Control+Home')
}

/** Types without a pause, round after round, while something happens in each; all of it must be in the form, and kept. */
async function typeThrough(
  id: string,
  times: number,
  happen: (round: number) => Promise<void>,
): Promise<void> {
  const errors: Error[] = []
  page.on('pageerror', error => errors.push(error))
  let typed = ''
  let open = true
  const happening = (async () => {
    for (let round = 0; round < times; round += 1) {
      await expect.poll(() => typed.length).toBeGreaterThan((round + 0.5) * words.length)
      await happen(round)
    }
    open = false
  })()
  while (open) {
    const piece = `${typed.length} ${words}`
    await page.keyboard.type(piece, { delay: keyMs })
    typed += piece
  }
  await happening
  const body = page.getByTestId('field-body')
  await expect(body).toContainText(typed.trim())
  // Sanity saves step by step: where each answer takes two seconds, what was typed in a minute takes several.
  await expect.poll(() => readText(id), { timeout: 60_000 + times * 15_000 }).toContain(typed.trim())
  expect(errors).toEqual([])
  printFigures(test.info().title, { rounds: times, characters: typed.length, lost: 0 })
}

/** The text as it is kept: of the draft, or of the published article where there is none. */
async function readText(id: string): Promise<string> {
  const query = '*[_id in [$id, "drafts." + $id]] | order(_updatedAt desc)[0]{"text": pt::text(body)}.text'
  return await lake.client.fetch(query, { id }, { perspective: 'raw' })
}

async function publishAsColleague(id: string): Promise<void> {
  await expect
    .poll(() => lake.client.fetch('defined(*[_id == "drafts." + $id][0])', { id }, { perspective: 'raw' }))
    .toBe(true)
  await lake.client.action({
    actionType: 'sanity.action.document.publish',
    draftId: `drafts.${id}`,
    publishedId: id,
  })
}

async function newSignInUrl(): Promise<string> {
  const answer = await fetch(`${lake.url}/v2025-02-19/access/people`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${writeToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Writer', role: 'administrator' }),
  })
  const { sid } = await answer.json()
  return `${lake.url}/#sid=${sid}`
}
