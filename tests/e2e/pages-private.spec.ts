import type { Page } from '@playwright/test'
import type { SitePage } from './page-kinds.ts'
import { expect, test } from './patients.ts'

/* Sessions that are recorded: the window of the tests fails them when anything was asked of another host. */

async function readPages(page: Page, origin: string, pages: readonly SitePage[]): Promise<void> {
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
  for (const { path } of pages) {
    await page.goto(origin + path)
    // Lazy pictures would come once they are in the window.
    await page.evaluate(() => {
      for (const image of document.images) image.loading = 'eager'
      return Promise.all([...document.images].map(image => image.decode()))
    })
  }
  expect(errors).toEqual([])
  expect(pictures.size).toBeGreaterThan(5)
}

test('no kind of page asks anything of another host, and none has an error', async ({ page, site }) => {
  await readPages(page, site.url, site.kinds)
})

// Any text may name an address. The publisher looks through each release for those that a browser would ask.
test('no page asks anything of another host, and none has an error', { tag: '@nightly' }, async ({
  page,
  site,
}) => {
  await readPages(page, site.url, site.pages)
})

// In the dark, `pages-phone.spec.ts` shows every kind of page each day; without script, `patient.spec.ts` those on a patient’s way.
test.describe('without script, in the dark', () => {
  test.use({ javaScriptEnabled: false, colorScheme: 'dark' })

  test('no kind of page asks anything of another host, and none has an error', {
    tag: '@nightly',
  }, async ({ page, site }) => {
    await readPages(page, site.url, site.looks)
  })
})
