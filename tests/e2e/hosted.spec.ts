import { expect, test } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { hasNginx } from './behind-nginx.ts'
import { clickToEdit, framedPage } from './framed-page.ts'
import { hostedNames, startHostedClinic } from './hosted-sanity.ts'
import { Studio } from './studio.ts'

test.use({
  launchOptions: {
    executablePath: getBrowserPath(process.env),
    args: [...browserArguments, ...hostedNames],
  },
})

const { id, path } = seed.newestArticle
const summary = 'What we know today, and what we do not.'

test('with the content at Sanity and the Studio deployed elsewhere, staff sign in, publish, see what is live, and edit by clicking in the preview', {
  tag: '@nightly',
}, async ({ browser }) => {
  test.skip(!hasNginx(), 'nginx is not installed (Debian: apt-get install nginx-light openssl)')
  await using clinic = await startHostedClinic()
  // The certificate is of the test's own making.
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(await clinic.signInUrl('editor'))
  await page.getByTestId('studio-navbar').waitFor()
  const studio = new Studio(page, clinic.studioUrl)

  await studio.open('article', id)
  await studio.fill('summary', summary)
  await studio.publish()
  const isLive = page.locator('[data-testid="live-state"][data-state="live"]')
  await expect(isLive).toBeVisible()
  expect(await (await fetch(clinic.ownSiteUrl + path)).text()).toContain(summary)

  await studio.visit('/live')
  await expect(isLive).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('is-it-live.png') })

  await studio.visit(`/preview?preview=${encodeURIComponent(path)}`)
  const frame = await framedPage(page)
  const heading = frame.getByRole('heading', { level: 1 })
  await clickToEdit(frame, heading)
  const title = studio.field('title').locator('input, textarea').first()
  await expect(title).toBeFocused()
  await title.fill('A title that nobody has published')
  await expect(heading).toHaveText('A title that nobody has published')
  expect(await (await fetch(clinic.ownSiteUrl + path)).text()).not.toContain('nobody has published')
  await page.screenshot({ path: test.info().outputPath('preview.png') })
  expect(errors).toEqual([])
})
