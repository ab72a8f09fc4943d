import { type BrowserContext, test as base, expect, type Page, type Request } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { pagesAtFailure } from '../reports.ts'
import { startPreparedSystem } from './prepared.ts'
import { Studio } from './studio.ts'
import { newSignInUrl, type Role, type System, staffClient } from './system.ts'

/** Origins of further servers that the tests of a file start. */
export const otherOrigins: string[] = []

interface TestFixtures {
  /** In a window that stays open from test to test, signed in as an administrator. `page` is another window. */
  studio: Studio
  /** In `page`, loaded for this test alone. */
  freshStudio: Studio
  guard: undefined
}

interface WorkerFixtures {
  system: System
  /** May write, as the Studio's own may. */
  client: SanityClient
  studioWindow: Page
}

const viewport = { width: 1400, height: 900 }

/** The tests of a worker share one running system and one window of the Studio: both take seconds to start. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  system: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => {
      await using system = await startPreparedSystem()
      await use(system)
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  client: [async ({ system }, use) => await use(await staffClient(system)), { scope: 'worker' }],
  studioWindow: [
    async ({ browser, system }, use, { project }) => {
      const { contextOptions, timezoneId } = project.use
      const context = await browser.newContext({ ...contextOptions, viewport, timezoneId })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      await signIn(page, system)
      await use(page)
      await context.close()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  guard: [
    async ({ browser, system }, use, testInfo) => {
      const requests: Request[] = []
      const note = (request: Request) => requests.push(request)
      const watch = (context: BrowserContext) => context.on('request', note)
      browser.contexts().forEach(watch)
      browser.on('context', watch)
      await use(undefined)
      browser.off('context', watch)
      for (const context of browser.contexts()) context.off('request', note)
      if (testInfo.status !== testInfo.expectedStatus) {
        // The window that was opened last first: it is the test's own, where it has one.
        const open = browser
          .contexts()
          .flatMap(context => context.pages())
          .toReversed()
        const pages = await Promise.all(open.map(tellOfPage))
        await testInfo.attach(pagesAtFailure, { body: pages.join('\n'), contentType: 'text/plain' })
      }
      const own = [system.siteUrl, system.studioUrl, new URL(system.previewLink).origin, ...otherOrigins]
      const strangers = requests.filter(request => !isOwn(request.url(), own) && !isRefusedByPage(request))
      expect(
        strangers.map(request => request.url()),
        'requests to other hosts',
      ).toEqual([])
    },
    { auto: true },
  ],
  studio: async ({ studioWindow: page, system, contextOptions: { reducedMotion = null } }, use) => {
    const studio = new Studio(page, system.studioUrl)
    await studio.visit('/start')
    await use(studio)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: null, reducedMotion })
    const others = page
      .context()
      .pages()
      .filter(each => each !== page)
    await Promise.all(others.map(each => each.close()))
  },
  freshStudio: async ({ page, system }, use) => {
    await use(await signIn(page, system))
  },
})

/** Signs `page` in to the Studio, and waits until it is loaded. */
export async function signIn(page: Page, system: System, role?: Role): Promise<Studio> {
  await page.goto(await newSignInUrl(system, role))
  await page.getByTestId('studio-navbar').waitFor()
  return new Studio(page, system.studioUrl)
}

/** Where a page was when its test failed, what it was headed, what it warned of, and what its fields held. */
async function tellOfPage(page: Page): Promise<string> {
  const lines = await readPage(page).catch((error: unknown) => [`could not be read: ${error}`])
  return [`The page then: ${page.url()}`, ...lines.slice(0, 30)].join('\n')
}

async function readPage(page: Page): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot({ timeout: 5000 })
  const said = snapshot.split('\n').filter(line => /^\s*- (heading|alert|dialog|status)\b/.test(line))
  const fields = await page
    .locator('input:visible, textarea:visible')
    .evaluateAll((inputs: HTMLInputElement[]) =>
      inputs.map(({ labels, value, readOnly }) => {
        const label = labels?.[0]?.textContent ?? 'a field'
        return `- ${label}: “${value}”${readOnly ? ', locked' : ''}`
      }),
    )
  return [...said.map(line => line.trim()), ...fields]
}

/** Whether a request stays with this system's servers; parts of the Studio put the project's id before the host. */
function isOwn(url: string, own: string[]): boolean {
  const { host, protocol } = new URL(url)
  return (
    !/^(http|ws)s?:$/.test(protocol) ||
    own.some(origin => new URL(origin).host === host.replace(/^local\./, ''))
  )
}

/** The Studio's own code names hosts of Sanity; the policy of its page stops these before they leave the browser. */
function isRefusedByPage(request: Request): boolean {
  return request.failure()?.errorText === 'csp'
}

export { expect }
