import { readFile } from 'node:fs/promises'
import { test as base, expect } from '@playwright/test'
import { type DevLoop, startDevLoop } from './dev-loop.ts'
import { Studio } from './studio.ts'

/*
 * The tests follow each other, as an hour of a developer's day does.
 */
const test = base.extend<object, { dev: DevLoop }>({
  dev: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => {
      await using dev = await startDevLoop()
      await use(dev)
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})
test.describe.configure({ mode: 'serial' })

/** Long after a Studio of a thousand modules has loaded again on a busy machine, in milliseconds. */
const hangsMs = 180_000

test('a changed component shows in the open page, and a broken one is named', async ({ dev, page }) => {
  const file = 'src/pages/contact.astro'
  const heading = page.locator('#hours')
  await page.goto(`${dev.siteUrl}/contact/`)
  expect(await (await fetch(`${dev.siteUrl}/healthz`)).json()).toEqual({ status: 'ok' })
  let words = '{hours.title}'
  const tookMs: number[] = []
  for (let edit = 1; edit <= 2; edit += 1) {
    const next = `Hours ${edit}`
    const startedAt = performance.now()
    await dev.edit(file, words, next)
    await expect(heading).toHaveText(next)
    tookMs.push(Math.round(performance.now() - startedAt))
    words = next
  }
  test.info().annotations.push({ type: 'milliseconds', description: tookMs.join(', ') })
  await dev.edit(file, '<PageLayout', '<PageLayout {')
  await expect.poll(dev.output).toContain(file)
  // Mended before it is seen to be broken, it would be one change for who watches the file.
  await expect(heading).toHaveCount(0)
  await dev.edit(file, '<PageLayout {', '<PageLayout')
  await expect(heading).toHaveText(words)
})

test('what is published in the Studio shows on reload, and a new field in its form and in the types', {
  tag: '@nightly',
}, async ({ dev, page, context }) => {
  test.slow()
  const site = await context.newPage()
  await site.goto(`${dev.siteUrl}/team/`)
  const strangers: string[] = []
  context.on('request', request => {
    if (!/^(https?|ws):\/\/([\w-]+\.)?localhost:/.test(request.url())) strangers.push(request.url())
  })
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.location().url)
  })
  await page.goto(dev.signInUrl)
  await page.getByTestId('studio-navbar').waitFor({ timeout: hangsMs })
  const studio = new Studio(page, new URL(dev.signInUrl).origin)
  await studio.open('siteSettings', 'siteSettings')
  await studio.fill('clinicName', 'Bee Keepers')
  await studio.publish()
  await site.reload()
  await expect(site).toHaveTitle(/Bee Keepers/)
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live')
  expect(
    complaints.filter(url => url.startsWith(dev.siteUrl)),
    'what the site refuses the Studio',
  ).toEqual([])

  await dev.edit(
    'studio/schemaTypes/documents/siteSettings.ts',
    'fields: [',
    "fields: [defineField({ name: 'motto', type: 'string', group: 'contact' }),",
  )
  await expect(studio.field('motto')).toBeVisible({ timeout: hangsMs })
  // An open Studio has enough to do to make the generator wait.
  await page.close()
  await expect.poll(dev.output, { timeout: hangsMs }).toMatch(/^types /m)
  expect(dev.output()).toContain('Generated src/sanity/sanity.types.ts')
  const types = await dev.read('src/sanity/sanity.types.ts')
  // The form offers the pages of the menu by their titles.
  await dev.edit('src/words/english/pages.ts', "'/search/': { title:", "'/none/': { title:")
  await expect.poll(dev.output, { timeout: hangsMs }).toContain('Failed to extract schema')
  await dev.edit('src/words/english/pages.ts', "'/none/': { title:", "'/search/': { title:")
  await expect
    .poll(() => dev.output().match(/Generated src\/sanity\/sanity\.types\.ts/g), { timeout: hangsMs })
    .toHaveLength(2)
  expect(types).toContain('motto?: string')
  const before = await readFile('src/sanity/sanity.types.ts', 'utf8')
  const outdated = 'The generated types are out of date: run “npm run typegen”, and commit what it changes.'
  expect(types.replace(/^.*motto\?: string.*\n/gm, ''), outdated).toBe(before)
  expect(
    strangers.filter(url => /^(https?|ws):/.test(url)),
    'requests to other hosts',
  ).toEqual([])
})

test('one Ctrl-C ends all of it', async ({ dev }) => {
  await dev.stop()
  // npm itself may be gone a moment earlier.
  for (const url of [dev.siteUrl, dev.signInUrl]) {
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'answers',
          () => 'is gone',
        ),
      )
      .toBe('is gone')
  }
})
