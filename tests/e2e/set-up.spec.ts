import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { seedFile } from '#services/start/seed.ts'
import { exportLive } from '../fixtures/stored-releases.ts'
import { type System, startSystem } from './system.ts'

/** Types into the field of the page with the name, as `Studio.fill` does in forms. */
async function fill(page: Page, name: string, text: string): Promise<void> {
  const input = field(page, name).locator('input, textarea').first()
  await input.fill(text)
  await input.press('Tab')
}

function field(page: Page, name: string): Locator {
  return page.getByTestId(`field-${name}`)
}

async function fillIn(page: Page): Promise<void> {
  await fill(page, 'clinicName', 'Harbor Street Counseling')
  await fill(page, 'description', 'Counseling for grown-ups and teenagers in Duluth.')
  await fill(page, 'callNumber', '218 555 0133')
  await fill(page, 'textNumber', '218 555 0134')
  await fill(page, 'address.street', '12 Harbor Street')
  await fill(page, 'address.locality', 'Duluth')
  await fill(page, 'address.region', 'MN')
  await fill(page, 'address.postalCode', '55802')
  await field(page, 'timeZone').locator('select').selectOption({ label: 'Central (Chicago)' })
  await fill(page, 'heading', 'A calm place to talk')
  await fill(page, 'introduction', 'We listen. Call or text us to find a time.')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const row = page.getByRole('dialog')
  for (const day of ['Monday', 'Tuesday', 'Wednesday']) await row.getByText(day, { exact: true }).click()
  await row.getByTestId('field-hours').locator('input').fill('9 to 5')
  await row.getByRole('button', { name: /close/i }).first().click()
}

/** Chooses a color, a font and corners; the page beside the form shows each at once. */
async function chooseLook(page: Page): Promise<void> {
  const beside = page.getByTestId('home-preview').frameLocator('iframe')
  const call = beside.getByText('Call (218) 555-0133')
  const button = beside.locator('.button').filter({ has: call })
  // Shown as soon as it is there: a page would leave it to the next one.
  const isAwaited = () =>
    beside
      .locator('h1')
      .evaluate(heading => [...heading.ownerDocument.fonts].every(({ display }) => display !== 'optional'))
  await expect(beside.locator('h1')).toHaveCSS('font-family', /^"Atkinson Hyperlegible Next"/)
  expect(await isAwaited()).toBe(true)
  await page.getByText('Your color and logo, if you have them').click()
  await fill(page, 'look.color', '#6b2c91')
  await expect(button).toHaveCSS('background-color', 'rgb(107, 44, 145)')
  // That page is enough: no other box says what patients will see.
  await expect(page.getByText('What patients will see')).toHaveCount(1)
  await page.getByText('Arrangement, letters and drawing').click()
  await field(page, 'look.font').getByText('Classic').click()
  await expect(beside.locator('h1')).toHaveCSS('font-family', /^"Source Serif 4"/)
  expect(await isAwaited()).toBe(true)
  await field(page, 'look.corners').getByText('Round').click()
  await expect(button).toHaveCSS('border-radius', '32px')
}

/** Every file of the live release that is text. */
async function readRelease(system: System): Promise<Map<string, string>> {
  await using live = await exportLive(join(system.dataFolder, 'publisher'))
  const files = await readdir(live.path, { recursive: true, withFileTypes: true })
  const texts = new Map<string, string>()
  for (const file of files.filter(
    each => each.isFile() && /\.(html|json|xml|txt|css|ics|webmanifest|svg)$/.test(each.name),
  )) {
    texts.set(file.name, await readFile(join(file.parentPath, file.name), 'utf8'))
  }
  return texts
}

/**
 * The words of the sample by which it can be known: names, and sentences of some length, but for what every clinic begins
 * with.
 */
async function sampleWords(): Promise<string[]> {
  const lines = (await readFile(seedFile, 'utf8')).trimEnd().split('\n')
  const words = new Set<string>()
  for (const line of lines) {
    const document = JSON.parse(line)
    if (document._id === 'siteSettings') {
      const { clinicName, callNumber, description, address } = document
      for (const text of [clinicName, callNumber, description, address.street]) words.add(text)
    } else if (document._type !== 'page' || document.kind !== 'notice') {
      JSON.stringify(document, (name, value) => {
        const isText = [
          'name',
          'title',
          'summary',
          'text',
          'heading',
          'question',
          'introduction',
          'biography',
          'alt',
        ].includes(name)
        if (isText && typeof value === 'string' && value.trim().length >= 12) words.add(value.trim())
        return value
      })
    }
  }
  return [...words]
}

test('a clinic begins with nothing, tries the sample, removes it, and sets up its own site @nightly', async ({
  page,
}) => {
  await using system = await startSystem({ args: ['--empty'] })
  const before = await fetch(system.siteUrl)
  expect(before.status).toBe(503)
  expect(await before.text()).toContain('This site is being set up')
  const health = await (await fetch(`${system.siteUrl}/healthz`)).json()
  expect(health).toMatchObject({
    status: 'no release yet',
    reason: expect.stringContaining('not set up yet'),
  })

  expect(system.output()).not.toContain('failed')
  expect(system.output().match(/not set up yet/g)).toHaveLength(1)

  await page.goto(system.signInUrl)
  await page.getByTestId('set-up').waitFor()

  await page.getByRole('button', { name: 'Try it with sample content' }).click()
  await expect(page.getByTestId('sample-card')).toBeVisible()
  await expect.poll(async () => (await fetch(`${system.siteUrl}/services/`)).status).toBe(200)
  const words = await sampleWords()
  expect(words.length).toBeGreaterThan(100)
  const sample = [...(await readRelease(system)).values()].join('\n')
  expect(words.filter(each => sample.includes(each)).length).toBeGreaterThan(50)

  await page.getByRole('button', { name: 'Remove the sample' }).click()
  await expect(page.getByTestId('sample-count')).toContainText('7 articles')
  await expect(page.getByTestId('sample-changed')).toHaveCount(0)
  await page.getByRole('button', { name: /^Remove \d+ documents$/ }).click()
  await page.getByTestId('set-up').waitFor()
  await expect(field(page, 'clinicName').locator('input')).toHaveValue('')

  // Of a form that nobody has touched, all that is missing is named, and nothing is promised.
  for (const number of ['callNumber', 'textNumber'])
    await expect(field(page, number)).toContainText('needed to publish')
  await page.getByTestId('confirm-terms').check()
  await page.getByRole('button', { name: 'Publish the site' }).click()
  for (const title of ['Number to call', 'Number to text', 'Opening words', 'Introduction'])
    await expect(page.getByTestId('set-up-needs').getByRole('button', { name: title })).toBeVisible()
  const promise = page.getByText('It is live in a few seconds')
  await expect(promise).toHaveCount(0)

  await fillIn(page)
  await chooseLook(page)
  await expect(promise).toBeVisible()
  // Something is missing: nothing is published, and the page says what.
  await field(page, 'clinicName').locator('input').fill('')
  await page.getByRole('button', { name: 'Publish the site' }).click()
  await expect(page.getByTestId('set-up-needs')).toContainText('Name of the clinic')
  await fill(page, 'clinicName', 'Harbor Street Counseling')

  // Nothing is lost by loading the page again.
  await expect(
    page.getByTestId('home-preview').frameLocator('iframe').getByText('A calm place to talk'),
  ).toBeVisible()
  await page.waitForTimeout(3000)
  await page.reload()
  await expect(field(page, 'address.street').locator('input')).toHaveValue('12 Harbor Street')

  await page.getByTestId('confirm-terms').check()
  await page.getByRole('button', { name: 'Publish the site' }).click()
  await expect(page.getByTestId('what-next')).toBeVisible()
  await expect(page.getByTestId('what-next').getByTestId('live-state')).toHaveAttribute('data-state', 'live')
  for (const notice of ['Notice of privacy practices', 'Good-faith estimate'])
    await expect(page.getByTestId('what-next').getByRole('link', { name: notice })).toBeVisible()

  const home = await (await fetch(system.siteUrl)).text()
  for (const own of [
    'Harbor Street Counseling',
    'A calm place to talk',
    '(218) 555-0133',
    '12 Harbor Street',
    '--brand:#6b2c91',
  ])
    expect(home).toContain(own)
  const left = [...(await readRelease(system))].flatMap(([file, text]) =>
    words.filter(each => text.includes(each)).map(each => `${file}: ${each}`),
  )
  expect(left).toEqual([])
  expect((await fetch(`${system.siteUrl}/services/`)).status).toBe(404)
  // A notice that nobody has read is no page.
  expect((await fetch(`${system.siteUrl}/privacy-practices/`)).status).toBe(404)

  // It is not published unread.
  await page.getByTestId('what-next').getByRole('link', { name: 'Good-faith estimate' }).click()
  await page.getByTestId('document-pane').waitFor()
  await expect(page.getByText('A draft that nobody has read yet').first()).toBeVisible()
  await page.getByTestId('action-publish').click()
  await expect(page.getByText('Not published yet').first()).toBeVisible()
  expect((await fetch(`${system.siteUrl}/good-faith-estimate/`)).status).toBe(404)

  // Who confirms it finds the date at the top of the form, and presses “Today”.
  const confirmed = field(page, 'lastConfirmed')
  await expect(confirmed).toBeInViewport()
  await confirmed.getByRole('button', { name: 'Today' }).click()
  const today = Temporal.Now.plainDateISO('America/Chicago')
  await expect(confirmed.locator('input').first()).toHaveValue(
    today.toLocaleString('en-US', { dateStyle: 'long' }),
  )
})
