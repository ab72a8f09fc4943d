import { expect, test } from '@playwright/test'
import { look, settings } from '../fixtures/published.ts'
import { smallSite } from '../machines/small-site.ts'
import { installColors } from './in-page/colors.ts'
import { allRules, colorRules, runAxe } from './in-page/run-axe.ts'
import { Findings } from './patients.ts'
import { findUnreadable } from './visit/words.ts'

const origin = 'https://clinic.example'

/** As far from each other, and as hard to read, as clinics may choose. */
const looks = [
  { color: '#f5b700', header: 'band', corners: 'square' },
  { color: '#1f3a8a', accent: '#ff7a59', font: 'classic', header: 'band', drawing: 'hills' },
  { color: '#6b2c91', accent: '#c7e84b', font: 'friendly', corners: 'round', drawing: 'circles' },
  { color: '#808080', accent: '#0000ff', header: 'band' },
  { color: '#00ff66', font: 'classic' },
]

test('axe finds nothing on a site in five quite different looks, and all words can be read, light and dark', async ({
  page,
}) => {
  await page.addInitScript(installColors)
  let site = await smallSite()
  await page.route(`${origin}/**`, async route => {
    const { body, contentType, status } = await site.see(new URL(route.request().url()).pathname)
    await route.fulfill({ status, contentType, body: Buffer.from(body) })
  })
  const found = new Findings()
  for (const fields of looks) {
    site = await smallSite({ siteSettings: [settings({ look: look(fields) })] })
    for (const path of ['/', '/contact/', '/articles/ketamine/']) {
      const note = found.forKind(`${JSON.stringify(fields)} ${path}`)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(origin + path)
      note('axe', (await runAxe(page, path === '/' ? allRules : colorRules)).violations)
      note('narrow', await findUnreadable(page, 360))
      await page.emulateMedia({ colorScheme: 'dark' })
      note('axe in the dark', (await runAxe(page, colorRules)).violations)
      note('wide, in the dark', await findUnreadable(page, 1280))
    }
  }
  expect(found.list()).toEqual([])
})
