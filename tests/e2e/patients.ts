import { test as base, expect, type Page } from '@playwright/test'
import { type FullSite, startFullSite } from './full-site.ts'
import { installColors } from './in-page/colors.ts'
import { installFocus } from './in-page/inspect-focus.ts'
import { prepareAxe } from './in-page/run-axe.ts'

/** The tests of what patients get share one site, which none of them changes; each has a browser window of its own. */
export const test = base.extend<{ stranger: undefined; inspected: Page }, { site: FullSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => {
      await using site = await startFullSite()
      await use(site)
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  // Whatever a test does with pages: none may ask any other host for anything.
  stranger: [
    async ({ context, site }, use) => {
      const strangers: string[] = []
      context.on('request', request => {
        if (/^(http|ws)s?:/.test(request.url()) && new URL(request.url()).origin !== site.url) {
          strangers.push(request.url())
        }
      })
      await use(undefined)
      expect(strangers, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
  /** A page into which the instruments of `in-page` have been put. */
  inspected: async ({ page }, use) => {
    await prepareAxe(page)
    await page.addInitScript(installColors)
    await page.addInitScript({ content: installFocus })
    await use(page)
  },
})

/** Makes the window as tall as the page, so that all of it is shown at once, and unfolds what is folded. */
export async function showAll(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.max(800, height) })
}

/** What was found wrong on pages: a fault that many kinds share is told once. */
export class Findings {
  readonly #kinds = new Map<string, string[]>()

  add(kind: string, ...faults: string[]): void {
    for (const fault of faults) {
      const kinds = this.#kinds.get(fault) ?? []
      if (!kinds.includes(kind)) this.#kinds.set(fault, [...kinds, kind])
    }
  }

  /** “FAULT (on team, contact)” */
  list(): string[] {
    return [...this.#kinds].map(([fault, kinds]) => `${fault} (on ${kinds.join(', ')})`)
  }
}

export { expect }
