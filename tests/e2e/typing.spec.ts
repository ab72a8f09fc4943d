import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { writeToken } from '../contract/content-lake-fixture.ts'
import { importSmallSeed, type RunningLake, startLake } from '../faults/processes.ts'
import { printFigures, sized } from '../faults/size.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { expect, otherOrigins, test } from './fixtures.ts'

/** How often a colleague publishes, the Content Lake restarts and so on while somebody types. */
const rounds = sized(2, 50)
const keyMs = 50
const words = 'We talk about how you have been. '

/** The Content Lake of these tests is their own: the others do not restart with it. */
let folder: string
let lake: RunningLake
let restart: () => Promise<void>

test.beforeAll(async ({ system }) => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-typing-'))
  lake = await startLake(folder, system.siteUrl)
  otherOrigins.push(lake.url)
  const port = Number(new URL(lake.url).port)
  restart = async () => {
    lake = await startLake(folder, system.siteUrl, port)
  }
  await importSmallSeed(lake.client, join(folder, 'sample'), Temporal.Now.instant())
})

test.afterAll(async () => {
  await lake?.kill()
  await rm(folder, { recursive: true, force: true })
})

test.describe.configure({ timeout: 180_000 + rounds * 25_000 })

test('keeps every character while a colleague publishes', async ({ page }) => {
  const article = await openArticle(page, seed.newestArticle.id)
  await typeThrough(article, () => publishAsColleague(article.id))
})

test('keeps every character while a colleague publishes, and each answer takes two seconds', async ({
  page,
}) => {
  await page.route(/\/data\/(actions|mutate|query|doc)\//, async route => {
    await wait(2000)
    await route.continue()
  })
  await page.routeWebSocket(/listen-socket/, socket => {
    const server = socket.connectToServer()
    server.onMessage(message => void wait(2000).then(() => socket.send(message)))
  })
  const article = await openArticle(page, seed.groupArticle.id)
  await typeThrough(article, () => publishAsColleague(article.id))
})

test('keeps every character while the Content Lake is killed and started again, and says that it is away', async ({
  page,
}) => {
  const article = await openArticle(page, seed.article.id)
  await typeThrough(article, async round => {
    await lake.kill()
    if (round === 0) await expect(page.getByTestId('connection-lost')).toContainText('Not saved yet')
    await restart()
  })
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
})

test('keeps every character while answers are lost after the work was done', async ({ page }) => {
  let toCut = 0
  await page.route(/\/data\/actions\//, async route => {
    if (toCut === 0) return await route.continue()
    toCut -= 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  const article = await openArticle(page, seed.treatmentArticle.id)
  await typeThrough(article, async () => {
    toCut += 1
  })
})

interface OpenArticle {
  page: Page
  id: string
}

/** Opens an article with the cursor at the beginning of its text. */
async function openArticle(page: Page, id: string): Promise<OpenArticle> {
  await page.goto(await newSignInUrl())
  await page.getByTestId('studio-navbar').waitFor()
  await page.goto(`${lake.url}/intent/edit/id=${id};type=article`)
  const text = page.getByTestId('field-body').getByRole('textbox')
  await text.scrollIntoViewIfNeeded()
  // The first click wakes the editor, the second puts the cursor.
  const start = { position: { x: 12, y: 14 } }
  await text.click(start)
  await expect(text).toBeFocused()
  await text.click(start)
  await page.keyboard.press('Control+Home')
  return { page, id }
}

/** Types without a pause, round after round, while something happens in each; all of it must be in the form, and kept. */
async function typeThrough(
  { page, id }: OpenArticle,
  happen: (round: number) => Promise<void>,
): Promise<void> {
  const errors: Error[] = []
  page.on('pageerror', error => errors.push(error))
  let typed = ''
  let open = true
  const happening = (async () => {
    for (let round = 0; round < rounds; round += 1) {
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
  await expect.poll(() => readText(id), { timeout: 60_000 + rounds * 15_000 }).toContain(typed.trim())
  expect(errors).toEqual([])
  printFigures(test.info().title, { rounds, characters: typed.length, lost: 0 })
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
    body: JSON.stringify({ name: `Writer ${test.info().title}`.slice(0, 60), role: 'administrator' }),
  })
  const { sid } = await answer.json()
  return `${lake.url}/#sid=${sid}`
}
