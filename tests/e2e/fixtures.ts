import { test as base, expect } from '@playwright/test'
import { Studio } from './studio.ts'
import { type System, startSystem } from './system.ts'

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
    async ({ context, system }, use) => {
      const strangers: string[] = []
      const own = [system.siteUrl, system.studioUrl]
      context.on('request', request => {
        const { origin, protocol } = new URL(request.url())
        if (/^(http|ws)s?:$/.test(protocol) && !own.includes(origin.replace(/^ws/, 'http')))
          strangers.push(request.url())
      })
      await use(undefined)
      expect(strangers, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
  studio: async ({ page, system }, use) => {
    await page.goto(system.signInUrl)
    await page.getByText('Announcements').first().waitFor()
    await use(new Studio(page, system.studioUrl))
  },
})

export { expect }
