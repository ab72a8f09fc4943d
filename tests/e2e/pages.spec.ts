import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import { expect, test } from './fixtures.ts'
import { pagePaths } from './system.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:standard'],
  rules: {
    // How the markup is written, not what it says: Astro writes it.
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
    'void-style': 'off',
  },
})

/** One page of each kind; all pages of a kind are made by the same template. */
const kinds = [
  '/',
  '/articles/',
  '/articles/topics/ketamine/',
  '/articles/how-ketamine-works/',
  '/contact/',
  '/group-therapy/',
  '/privacy-practices/',
  '/search/',
  '/services/',
  '/services/ketamine-infusions/',
  '/team/',
  '/404.html',
]

test('every page is valid HTML', async ({ system }) => {
  for (const path of await pagePaths(system)) {
    const html = await (await fetch(system.siteUrl + path)).text()
    const report = await validator.validateString(html, path)
    const messages = report.results.flatMap(({ messages }) =>
      messages.map(found => `${path} ${found.message}`),
    )
    expect(messages).toEqual([])
  }
})

for (const [scheme, width] of [
  ['light', 360],
  ['dark', 360],
  ['light', 1440],
  ['dark', 1440],
] as const) {
  test(`axe finds nothing on any kind of page, ${scheme}, ${width} pixels wide`, async ({
    browser,
    system,
  }) => {
    // axe is put into the page by the test; the page's own policy would rightly refuse it.
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    })
    const page = await context.newPage()
    for (const path of kinds) {
      await page.goto(system.siteUrl + path)
      await page.evaluate(axe.source)
      const found = await page.evaluate(async () => {
        const runner: unknown = Reflect.get(window, 'axe')
        const run: unknown = Reflect.get(Object(runner), 'run')
        if (typeof run !== 'function') throw new Error('axe is not in the page')
        const { violations } = await run.call(runner, document, { resultTypes: ['violations'] })
        return JSON.stringify(violations.map((violation: { id: string; nodes: object[] }) => violation.id))
      })
      expect(found, path).toBe('[]')
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
}

test('a page keeps to its budget: 15 kB of HTML and CSS, no script file, 1 kB of script inside', async ({
  system,
}) => {
  for (const path of kinds) {
    const html = await (await fetch(system.siteUrl + path)).text()
    // The search page’s own script is told of in search.spec.ts.
    if (path !== '/search/') expect(html, path).not.toMatch(/<script[^>]*\ssrc=/)
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
    expect(scripts.join('').length, path).toBeLessThanOrEqual(1024)
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href ?? '')
    const files = sheets.map(href => readFile(`${system.dataFolder}/publisher/live/public${href}`))
    const bytes = [Buffer.from(html), ...(await Promise.all(files))].map(file => gzipSync(file).length)
    expect(
      bytes.reduce((sum, size) => sum + size),
      path,
    ).toBeLessThanOrEqual(15_000)
  }
})
