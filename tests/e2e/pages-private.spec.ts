import type { Page } from '@playwright/test'
import type { FullSite } from './full-site.ts'
import { expect, showAll, test } from './patients.ts'

/*
 * A session over every page, recorded: the fixture fails it when anything was asked of another host. One page of each
 * kind would not do here, for any text may name an address.
 */

async function readEveryPage(page: Page, site: FullSite): Promise<void> {
  const errors: string[] = []
  page.on('console', message => {
    // The pages for what is not there say so: they are some of those that are opened here.
    if (message.type() === 'error' && !/\/4\d\d\.html$/.test(message.location().url))
      errors.push(message.text())
  })
  page.on('pageerror', error => errors.push(error.message))
  page.on('requestfailed', request => errors.push(`${request.url()}: ${request.failure()?.errorText}`))
  const pictures = new Set<string>()
  page.on('requestfinished', request => {
    if (request.resourceType() === 'image') pictures.add(request.url())
  })
  for (const { path } of site.pages) {
    await page.goto(site.url + path)
    // Lazy pictures come once they are in the window.
    await showAll(page, 400)
    await page.evaluate(() => Promise.all([...document.images].map(image => image.decode())))
  }
  expect(errors).toEqual([])
  expect(pictures.size).toBeGreaterThan(5)
}

for (const javaScriptEnabled of [true, false]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
      test.use({ javaScriptEnabled, colorScheme })

      test('no page asks anything of another host, and none has an error', async ({ page, site }) => {
        test.setTimeout(300_000)
        await readEveryPage(page, site)
      })
    })
  }
}
