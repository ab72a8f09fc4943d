import { gzipSync } from 'node:zlib'
import { heading, paragraph, portableText } from '../fixtures/portable-text.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { installColors } from './in-page/colors.ts'
import { allRules, colorRules, runAxe } from './in-page/run-axe.ts'
import { Findings } from './patients.ts'
import { findUnreadable } from './visit/words.ts'

const label = 'Search this site'
const walks = 'Moonlight walks'
const readings = 'Readings by lamplight'
const spanish = { heading: 'Lunares', word: 'ramitas' }

putContentBack()

/** Pages with words that no other page has: which is found first does not depend on the seed. */
test.beforeAll(async ({ system, client }) => {
  const filler = Array.from({ length: 12 }, () =>
    paragraph('We walk slowly, and nobody has to talk. '.repeat(6)),
  )
  await client.create({
    _id: 'service-walks',
    _type: 'service',
    title: walks,
    slug: { _type: 'slug', current: 'moonlight-walks' },
    summary: 'A slow walk with a guide.',
    isGroup: false,
    regulatoryStatus: 'notApplicable',
    order: 900,
    body: portableText(
      ...filler,
      heading('What to bring'),
      paragraph('A lamp with a zirconium rim. Zirconium does not rust.'),
    ),
  })
  await client.create({
    _id: 'page-readings',
    _type: 'page',
    kind: 'page',
    title: readings,
    slug: { _type: 'slug', current: 'readings' },
    summary: 'When we read aloud.',
    body: portableText(paragraph('We read by lamps, among others of zirconium.')),
  })
  await client.create({
    _id: 'page-spanish',
    _type: 'page',
    kind: 'page',
    language: 'es',
    title: 'De noche',
    slug: { _type: 'slug', current: 'de-noche' },
    summary: 'Paseos con guía.',
    body: portableText(heading(spanish.heading), paragraph(`Vemos ${spanish.word}.`)),
  })
  const live = async () =>
    Object.keys((await (await fetch(`${system.siteUrl}/release.json`)).json()).documents)
  await expect.poll(live).toEqual(expect.arrayContaining(['service-walks', 'page-readings', 'page-spanish']))
})

test('finds by a word of the text, by the beginning of one, by a slip of the pen, and by a patient’s own word, and says how many were found once the reader pauses', async ({
  page,
  system,
}) => {
  await page.goto(`${system.siteUrl}/search/`)
  const field = page.getByLabel(label)
  const titles = page.locator('#search-results').getByRole('heading', { level: 3 })
  await field.fill('zirconium')
  await expect(titles.first()).toHaveText(walks)
  await expect(page.locator('#search-results')).toContainText('In the text: zirconium')
  await expect(page.getByRole('status')).toHaveText('2 results for “zirconium”')
  await field.fill('moonl')
  await expect(titles.first()).toHaveText(walks)
  await field.fill('moonlihgt')
  await expect(titles.first()).toHaveText(walks)
  await expect(page.locator('#search-results')).toContainText(
    'Nothing here says “moonlihgt”. These say “moonlight”.',
  )
  await field.fill('magnet')
  await expect(titles.first()).toContainText('TMS')
  await field.fill('price')
  await expect(page.locator('#search-results mark').first()).toHaveText('estimate')
  await field.fill('xylophone')
  await expect(page.getByRole('status')).toHaveText('Nothing found.')
  await expect(page.getByRole('heading', { name: 'We found nothing for that' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Everything on this site' })).toBeVisible()
})

test('what a result quotes of a page in another language carries that language', async ({ page, system }) => {
  await page.goto(`${system.siteUrl}/search/#q=${spanish.heading}%20${spanish.word}`)
  const result = page.locator('#search-results li').filter({ hasText: 'De noche' })
  for (const name of ['De noche', spanish.heading, spanish.word]) {
    await expect(result.getByRole('link', { name })).toHaveAttribute('lang', 'es')
  }
  await expect(result).not.toHaveAttribute('lang')
})

test('a query that speaks of suicide shows 988 above all results, and leaves no trace', async ({
  page,
  system,
}) => {
  await page.goto(`${system.siteUrl}/search/`)
  const field = page.getByLabel(label)
  const help = page.getByRole('region', { name: 'You don’t have to go through this alone' })
  await field.fill('zirconium')
  await expect(help).toBeHidden()
  await field.fill('I want to die')
  await expect(help.getByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988')
  await expect(help.getByRole('link', { name: 'Text 988' })).toHaveAttribute('href', 'sms:988')
  await expect(page.getByRole('status')).toContainText('You can call or text 988 now.')
  await expect(page.locator('#search-results h3').first()).toBeVisible()
  const [helpBox, resultsBox] = [
    await help.boundingBox(),
    await page.locator('#search-results').boundingBox(),
  ]
  expect(helpBox?.y).toBeLessThan(resultsBox?.y ?? 0)
  expect(page.url()).toBe(`${system.siteUrl}/search/`)
  await field.press('Enter')
  await expect(help.getByRole('link', { name: 'Call 988' })).toBeFocused()
})

test('the keyboard alone is enough: type, Enter, arrows, Escape', async ({ page, system }) => {
  await page.goto(`${system.siteUrl}/search/`)
  const field = page.getByLabel(label)
  const links = page.locator('#search-list h3 a')
  await expect(field).toBeFocused()
  await page.keyboard.type('zirconium')
  await page.keyboard.press('Enter')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(field).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('')
  await expect(page.getByRole('heading', { name: 'Everything on this site' })).toBeVisible()
  await page.keyboard.type('lamplight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(readings)
})

test('a query in the address is answered, kept on the way back, and sent to nobody', async ({
  page,
  system,
}) => {
  await page.goto(`${system.siteUrl}/search/?q=zirconium`)
  await expect(page.getByLabel(label)).toHaveValue('zirconium')
  await expect(page.locator('#search-results').getByRole('listitem')).toHaveCount(2)
  await expect(page).toHaveURL(`${system.siteUrl}/search/#q=zirconium`)
  const asked: string[] = []
  page.on('request', request => asked.push(`${request.url()} ${request.headers().referer ?? ''}`))
  await page.getByLabel(label).fill('lamplight')
  await expect(page).toHaveURL(`${system.siteUrl}/search/#q=lamplight`)
  await page.getByRole('link', { name: readings }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(readings)
  await page.goBack()
  await expect(page.getByLabel(label)).toHaveValue('lamplight')
  await expect(page.locator('#search-results h3').first()).toHaveText(readings)
  expect(asked.filter(request => /lamplight|zirconium/.test(request))).toEqual([])
})

test('a word that stands only in the text leads to the word itself', async ({ page, system }) => {
  await page.goto(`${system.siteUrl}/search/#q=zirconium`)
  const results = page.locator('#search-results')
  // The index comes in parts, and what the next one finds may be better.
  await expect(results.locator('h3').first()).toHaveText(walks)
  await results.getByRole('link', { name: 'zirconium' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(walks)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200)
})

test('without script there is no field, and the page lists everything', async ({ browser, system }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${system.siteUrl}/search/`)
  await expect(page.getByLabel(label)).toBeHidden()
  const sitemap = await (await fetch(`${system.siteUrl}/sitemap.xml`)).text()
  const paths = [...sitemap.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path ?? '')
  const listed = await page
    .locator('main a, header a, footer a')
    .evaluateAll(links => links.map(link => link.getAttribute('href')))
  const missing = paths.filter(path => path !== '/search/' && !listed.includes(path))
  expect(missing.filter(path => !path.startsWith('/articles/topics/'))).toEqual([])
  await context.close()
})

test('the script is small, comes from the site, and stands on this page alone', async ({ system }) => {
  const scriptOf = async (path: string) =>
    [...(await (await fetch(system.siteUrl + path)).text()).matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(
      ([, source]) => source ?? '',
    )
  expect(await scriptOf('/')).toEqual([])
  const [script = '', ...others] = await scriptOf('/search/')
  expect(others).toEqual([])
  const file = Buffer.from(await (await fetch(system.siteUrl + script)).arrayBuffer())
  expect(gzipSync(file).length).toBeLessThan(10_000)
})

test('axe finds nothing in results, in help, or where nothing was found, and all words can be read, light and dark', async ({
  page,
  system,
}) => {
  await page.addInitScript(installColors)
  const found = new Findings()
  // Help above results, nothing, and results for a slip of the pen. Without a query the page is looked at as one of its kind.
  for (const query of ['suicidal', 'xylophone', 'ketemine']) {
    const note = found.forKind(`“${query}”`)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${system.siteUrl}/search/`)
    await page.getByLabel(label).fill(query)
    await expect(page.getByRole('status')).not.toHaveText('')
    note('light', await findUnreadable(page, 360))
    note('axe', (await runAxe(page, allRules, { contrast: false })).violations)
    await page.emulateMedia({ colorScheme: 'dark' })
    note('dark', await findUnreadable(page, 360))
    // Its only rule about colors that the other checks do not cover is about links among words, which help has.
    if (query === 'suicidal')
      note('axe in the dark', (await runAxe(page, colorRules, { contrast: false })).violations)
  }
  expect(found.list()).toEqual([])
})
