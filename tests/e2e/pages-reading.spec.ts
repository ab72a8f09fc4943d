import { inspectStructure } from './in-page/inspect-structure.ts'
import { inspectText } from './in-page/inspect-text.ts'
import { allRules, colorRules, layoutRules, runAxe } from './in-page/run-axe.ts'
import { expect, Findings, showAll, test } from './patients.ts'

/** From the narrowest phone, which is also a window of 1280 pixels at 400 %, to a wide desk. */
const widths = [320, 360, 768, 1440, 1920]
const schemes = ['light', 'dark'] as const

test('axe finds nothing on any kind of page, from 320 to 1920 pixels wide', async ({
  inspected: page,
  site,
}) => {
  test.setTimeout(300_000)
  const found = new Findings()
  const passed = new Set<string>()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    for (const width of widths) {
      // The whole page at once: what sticks to the edge of a window then covers nothing that scrolling would show.
      await showAll(page, width)
      await page.emulateMedia({ colorScheme: 'light' })
      const reports = [await runAxe(page, width === 320 || width === 1440 ? allRules : layoutRules)]
      await page.emulateMedia({ colorScheme: 'dark' })
      reports.push(await runAxe(page, colorRules))
      for (const report of reports) {
        found.add(`${kind} at ${width}`, ...report.violations)
        for (const rule of report.passed) passed.add(rule)
      }
    }
  }
  expect(found.list()).toEqual([])
  expect([...passed]).toEqual(
    expect.arrayContaining(['color-contrast', 'target-size', 'region', 'link-name']),
  )
})

test('everything that is pressed is large enough on any kind of page, on a phone of any height', async ({
  inspected: page,
  site,
}) => {
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    // Wherever the lower edge of the window, and what is fixed to it, happens to cut the page.
    for (const height of [640, 680, 700, 740, 780]) {
      await page.setViewportSize({ width: 360, height })
      const { violations } = await runAxe(page, ['wcag22aa'])
      found.add(`${kind} at ${height}`, ...violations)
    }
  }
  expect(found.list()).toEqual([])
})

for (const colorScheme of schemes) {
  test(`all words can be read on every kind of page, ${colorScheme}, from 320 to 1920 pixels wide`, async ({
    inspected: page,
    site,
  }) => {
    test.setTimeout(300_000)
    await page.emulateMedia({ colorScheme })
    const found = new Findings()
    for (const { kind, path } of site.kinds) {
      await page.goto(site.url + path)
      for (const width of widths) {
        await showAll(page, width)
        const { faint, cut, covered, seen } = await page.evaluate(inspectText)
        found.add(`${kind} at ${width}`, ...faint, ...cut, ...covered)
        expect(seen, `pieces of text on ${path}`).toBeGreaterThan(20)
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        if (tooWide) found.add(`${kind} at ${width}`, 'wider than the window')
      }
    }
    expect(found.list()).toEqual([])
  })
}

test('headings and landmarks are in order on every kind of page', async ({ inspected: page, site }) => {
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    found.add(kind, ...(await page.evaluate(inspectStructure)))
  }
  expect(found.list()).toEqual([])
})
