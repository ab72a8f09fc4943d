import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { HtmlValidate } from 'html-validate'
import { examples } from '../components/examples.ts'
import { type BuiltExamples, buildExamples } from './component-examples.ts'
import { installColors } from './in-page/colors.ts'
import { inspectText } from './in-page/inspect-text.ts'
import { colorRules, prepareAxe, runAxe } from './in-page/run-axe.ts'
import { markupRules } from './markup-rules.ts'
import { Findings, showAll } from './patients.ts'

const test = base.extend<object, { built: BuiltExamples }>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => {
      await using built = await buildExamples()
      await use(built)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const origin = 'https://clinic.example'
const components = 'src/components'
const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.woff2': 'font/woff2' }

/** Serves the examples at an address that leads nowhere else; their pictures are not there. */
async function serve(page: Page, folder: string): Promise<void> {
  await page.route(`${origin}/**`, async route => {
    const { pathname } = new URL(route.request().url())
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    const contentType = types[extname(file)]
    if (contentType) await route.fulfill({ body: await readFile(file), contentType })
    else await route.fulfill({ status: 404 })
  })
}

test('every component has examples', async () => {
  const files = (await readdir(components, { recursive: true })).filter(file => file.endsWith('.astro'))
  const texts = await Promise.all(files.map(file => readFile(join(components, file), 'utf8')))
  // What brings the whole page along is tried as a page.
  const parts = files.filter((_, index) => !texts[index]?.includes('#layouts/PageLayout.astro'))
  expect(Object.keys(examples).sort()).toEqual(parts.map(file => basename(file, '.astro')).sort())
})

test('every example of a component is valid HTML', async ({ built }) => {
  const validator = new HtmlValidate(markupRules)
  const found = new Findings()
  for (const path of built.paths) {
    const { results } = await validator.validateFile(join(built.folder, path, 'index.html'))
    found.add(path, ...results.flatMap(({ messages }) => messages.map(({ message }) => message)))
  }
  expect(built.paths.length).toBeGreaterThan(50)
  expect(found.list()).toEqual([])
})

test('axe finds nothing on any example of a component, and all its words can be read, light and dark, narrow and wide', async ({
  page,
  built,
}) => {
  test.setTimeout(300_000)
  await prepareAxe(page)
  await page.addInitScript(installColors)
  await serve(page, built.folder)
  const found = new Findings()
  for (const path of built.paths) {
    await page.goto(origin + path)
    for (const [width, colorScheme, rules] of [
      [320, 'light', undefined],
      [1440, 'dark', colorRules],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await showAll(page, width)
      const { violations } = await runAxe(page, rules)
      const { faint, cut, covered } = await page.evaluate(inspectText)
      found.add(`${path} at ${width}`, ...violations, ...faint, ...cut, ...covered)
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      if (tooWide) found.add(`${path} at ${width}`, 'wider than the window')
    }
  }
  expect(found.list()).toEqual([])
})
