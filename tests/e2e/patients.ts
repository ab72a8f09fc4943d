import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { installColors } from './in-page/colors.ts'
import { installFocus } from './in-page/inspect-focus.ts'
import { findSharedSite, type SharedSite } from './shared-site.ts'

/** The tests of what patients get share one site, which none of them changes; each has a browser window of its own. */
export const test = base.extend<{ inspected: Page }, { site: SharedSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => use(await findSharedSite()),
    { scope: 'worker', timeout: 300_000 },
  ],
  // Whatever a test does with pages: none may ask any other host for anything. A test without a page has no window.
  context: async ({ context, site }, use) => {
    const findStrangers = watchForStrangers(context, site.url)
    await use(context)
    expect(findStrangers(), 'requests to other hosts').toEqual([])
  },
  /** A page into which the instruments of `in-page` have been put. */
  inspected: async ({ page }, use) => {
    await page.addInitScript(installColors)
    await page.addInitScript({ content: installFocus })
    await use(page)
  },
})

/** Returns what asks for the requests to other hosts than `origin`, from now on. */
export function watchForStrangers(context: BrowserContext, origin: string): () => string[] {
  const strangers: string[] = []
  context.on('request', request => {
    if (/^(http|ws)s?:/.test(request.url()) && new URL(request.url()).origin !== origin) {
      strangers.push(request.url())
    }
  })
  return () => strangers
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

  /** Takes what each check of one kind of page finds. */
  forKind(kind: string): (check: string, faults: readonly string[]) => void {
    return (check, faults) => this.add(kind, ...faults.map(fault => `${check}: ${fault}`))
  }

  /** “FAULT (on team, contact)” */
  list(): string[] {
    return [...this.#kinds].map(([fault, kinds]) => `${fault} (on ${kinds.join(', ')})`)
  }
}

/** The part of a page that is its own; of the home page also the header and the footer, which are those of every page. */
export function findOwnPart(kind: string): 'body' | 'main' {
  return kind === 'index' ? 'body' : 'main'
}

export { expect }
