import { seed } from '../fixtures/seed-roles.ts'
import { expect, Findings, test } from './patients.ts'
import { findShifts, openSlowly, watchShifts } from './visit/steady.ts'

/* That nothing moves while the announcement is there, the visits of every kind of page show. */

const windows = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]

test.beforeEach(({ page }) => watchShifts(page))

test('nothing moves when the announcement is dismissed, nor on the pages that are opened after that; what moves would be noticed', async ({
  page,
  site,
}) => {
  const bar = page.getByRole('region', { name: 'Announcement' })
  const found = new Findings()
  for (const viewport of windows) {
    await page.setViewportSize(viewport)
    await page.goto(site.url)
    // Fonts that come in the first tenth of a second are still taken, which may break a line elsewhere: here they are all there.
    await page.evaluate(async () => {
      await document.fonts.ready
      window.shifts = []
    })
    await bar.getByRole('button', { name: 'Dismiss this announcement' }).click()
    await expect(bar).toBeHidden()
    found.add('dismissing', ...(await findShifts(page)))
    await openSlowly(page, site.url + seed.article.path)
    await expect(bar).toBeHidden()
    found.add('dismissed', ...(await findShifts(page)))
    await page.evaluate(() => localStorage.clear())
  }
  expect(found.list()).toEqual([])
  await page.evaluate(() => {
    const block = document.createElement('div')
    block.append('Something that comes late.')
    document.body.prepend(block)
  })
  await expect.poll(() => findShifts(page)).not.toEqual([])
})

test('nothing moves when the announcement ends before a reader’s eyes', async ({ page, site }) => {
  await page.goto(site.url)
  const bar = page.getByRole('region', { name: 'Announcement' })
  const until = Temporal.Instant.from((await bar.getAttribute('data-until')) ?? '')
  await page.clock.install({ time: until.subtract({ minutes: 1 }).epochMilliseconds })
  for (const viewport of windows) {
    await page.setViewportSize(viewport)
    for (const path of ['/', seed.article.path]) {
      await page.clock.setSystemTime(until.subtract({ minutes: 1 }).epochMilliseconds)
      await page.goto(site.url + path)
      await expect(bar).toBeVisible()
      // A slow machine paints a page while half of it has been read: here it is all there.
      await page.evaluate(() => {
        window.shifts = []
      })
      const before = await page.getByRole('main').boundingBox()
      await page.clock.runFor('02:00')
      await expect(bar).toBeHidden()
      expect(await page.getByRole('main').boundingBox(), path).toEqual(before)
      expect(await page.evaluate(() => window.shifts), path).toEqual([])
    }
  }
})
