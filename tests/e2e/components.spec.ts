import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { HtmlValidate } from 'html-validate'
import { examples } from '../components/examples.ts'
import { type BuiltExamples, buildExamples } from './component-examples.ts'
import { installColors } from './in-page/colors.ts'
import { allRules, runAxe } from './in-page/run-axe.ts'
import { markupRules } from './markup-rules.ts'
import { Findings } from './patients.ts'
import { findUnreadable } from './visit/words.ts'

const origin = 'https://clinic.example'
const components = 'src/components'
const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.woff2': 'font/woff2' }
let built: BuiltExamples

test.beforeAll(async () => {
  test.setTimeout(300_000)
  built = await buildExamples()
})

test.afterAll(() => built[Symbol.asyncDispose]())

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

async function readExample(path: string): Promise<string> {
  return readFile(join(built.folder, path, 'index.html'), 'utf8')
}

/** Makes the open example another: all have the same style sheets in their head, and no script. To open each takes far longer. */
async function turnInto(html: string): Promise<void> {
  const other = new DOMParser().parseFromString(html, 'text/html')
  const sheets = (from: Document) =>
    [...from.head.querySelectorAll('link[rel="stylesheet"]')].map(link => link.getAttribute('href')).join()
  if (sheets(other) !== sheets(document)) throw new Error('The examples no longer share their style sheets.')
  if (other.querySelector('style, script:not([type])'))
    throw new Error('An example has a script or style of its own.')
  document.title = other.title
  // A component that few pages have brings its sheet along.
  const loaded = [...other.body.querySelectorAll('link')].map(
    link =>
      new Promise((done, fail) => {
        link.addEventListener('load', done)
        link.addEventListener('error', fail)
      }),
  )
  document.body.replaceWith(document.adoptNode(other.body))
  await Promise.all(loaded)
}

test('every component has examples', async () => {
  const files = (await readdir(components, { recursive: true })).filter(file => file.endsWith('.astro'))
  const texts = await Promise.all(files.map(file => readFile(join(components, file), 'utf8')))
  // What brings the whole page along is tried as a page.
  const parts = files.filter((_, index) => !texts[index]?.includes('#layouts/PageLayout.astro'))
  expect(Object.keys(examples).sort()).toEqual(parts.map(file => basename(file, '.astro')).sort())
})

test('every example of a component is valid HTML', async () => {
  const validator = new HtmlValidate(markupRules)
  const found = new Findings()
  for (const path of built.paths) {
    const { results } = await validator.validateFile(join(built.folder, path, 'index.html'))
    found.add(path, ...results.flatMap(({ messages }) => messages.map(({ message }) => message)))
  }
  expect(built.paths.length).toBeGreaterThan(50)
  expect(found.list()).toEqual([])
})

test('axe finds nothing on any example of a component, and all its words can be read, narrow and wide, light and dark', async ({
  page,
}) => {
  await page.addInitScript(installColors)
  await serve(page, built.folder)
  await page.goto(origin + built.paths[0])
  const found = new Findings()
  // One way after the other: to change window and colors for each example takes longer than to show it twice.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const path of built.paths) {
    await page.evaluate(turnInto, await readExample(path))
    const note = found.forKind(path)
    note('narrow', await findUnreadable(page, 320))
    note('axe', (await runAxe(page, allRules, { contrast: false })).violations)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of built.paths) {
    await page.evaluate(turnInto, await readExample(path))
    found.add(path, ...(await findUnreadable(page, 1440)).map(fault => `wide, in the dark: ${fault}`))
  }
  expect(found.list()).toEqual([])
})
