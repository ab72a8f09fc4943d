import { test as base, expect, type Page, type Request } from '@playwright/test'
import { pagesAtFailure } from '../reports.ts'
import { Studio } from './studio.ts'
import { newSignInUrl, type System, startSystem } from './system.ts'

/** Origins of further servers that the tests of a file start. */
export const otherOrigins: string[] = []

/** The tests of a file share one running system; each has a browser of its own, signed in where it asks for the Studio. */
export const test = base.extend<{ studio: Studio; guard: undefined }, { system: System }>({
  system: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's names.
    async ({}, use) => {
      await using system = await startSystem()
      await use(system)
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  guard: [
    async ({ context, system }, use, testInfo) => {
      const requests: Request[] = []
      context.on('request', request => requests.push(request))
      await use(undefined)
      if (testInfo.status !== testInfo.expectedStatus) {
        const pages = await Promise.all(context.pages().map(tellOfPage))
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
  studio: async ({ page, system }, use) => {
    await page.goto(await newSignInUrl(system))
    await page.getByTestId('studio-navbar').waitFor()
    await use(new Studio(page, system.studioUrl))
  },
})

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
