import type { Page } from '@playwright/test'
import { expect, Findings, test } from './patients.ts'

declare global {
  interface Window {
    shifts: string[]
  }
}

/** Everything that moves without having been asked to, from the first paint on. */
function recordShifts(): void {
  window.shifts = []
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if ('hadRecentInput' in entry && entry.hadRecentInput) continue
      const sources = 'sources' in entry && Array.isArray(entry.sources) ? entry.sources : []
      const moved = sources.map(({ node }) =>
        node instanceof Element ? `<${node.localName} class="${node.className}">` : '',
      )
      window.shifts.push(`${'value' in entry ? entry.value : '?'} by ${moved.join(' ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** What has moved once two more frames are painted: a shift is told after its frame. */
async function shiftsOf(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.shifts), 0)))
      }),
  )
}

/** Opens a page whose fonts and pictures come only once it has been painted without them. */
async function openSlowly(page: Page, url: string): Promise<void> {
  const painted = Promise.withResolvers<void>()
  await page.route(/\.(woff2|webp|avif|png|jpe?g)$/, async route => {
    await painted.promise
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  painted.resolve()
  await page.waitForLoadState('load')
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: 'instant' })
      await new Promise(resolve => requestAnimationFrame(resolve))
    }
    await Promise.all([...document.images].filter(image => image.currentSrc).map(image => image.decode()))
    scrollTo({ top: 0, behavior: 'instant' })
  })
  await page.unroute(/\.(woff2|webp|avif|png|jpe?g)$/)
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(recordShifts)
})

for (const viewport of [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]) {
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport })

    test('nothing moves on any kind of page while fonts and pictures come late, with the announcement and without', async ({
      page,
      site,
    }) => {
      test.setTimeout(300_000)
      const found = new Findings()
      const bar = page.getByRole('region', { name: 'Announcement' })
      for (const { kind, path } of site.kinds) {
        await openSlowly(page, site.url + path)
        await expect(bar).toBeVisible()
        found.add(kind, ...(await shiftsOf(page)))
      }
      await bar.getByRole('button', { name: 'Dismiss this announcement' }).click()
      await expect(bar).toBeHidden()
      found.add('dismissing', ...(await shiftsOf(page)))
      for (const { kind, path } of site.kinds) {
        await openSlowly(page, site.url + path)
        await expect(bar).toBeHidden()
        found.add(`${kind}, dismissed`, ...(await shiftsOf(page)))
      }
      expect(found.list()).toEqual([])
    })

    test('nothing moves on any kind of page when the announcement ends before a reader’s eyes', async ({
      page,
      site,
    }) => {
      test.setTimeout(300_000)
      await page.goto(site.url)
      const bar = page.getByRole('region', { name: 'Announcement' })
      const until = Temporal.Instant.from((await bar.getAttribute('data-until')) ?? '')
      await page.clock.install({ time: until.subtract({ minutes: 1 }).epochMilliseconds })
      const found = new Findings()
      for (const { kind, path } of site.kinds) {
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
        expect(await page.getByRole('main').boundingBox(), kind).toEqual(before)
        found.add(kind, ...(await page.evaluate(() => window.shifts)))
      }
      expect(found.list()).toEqual([])
    })
  })
}

test('a page that moves would be noticed', async ({ page, site }) => {
  await page.goto(site.url)
  await page.evaluate(() => {
    const block = document.createElement('div')
    block.append('Something that comes late.')
    document.body.prepend(block)
  })
  await expect.poll(() => shiftsOf(page)).not.toEqual([])
})
