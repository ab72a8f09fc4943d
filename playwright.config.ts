import { defineConfig } from '@playwright/test'
import { browserArguments, getBrowserPath } from './tests/browser.ts'

/** The end-to-end tests: `npm run test:e2e`. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  // Each worker has a Studio, a site and content of its own, on which the tests of a file follow each other as an editor's
  // day does. Two of them wait for most of the time: for pages, for what is live.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  // `npm test` runs the first; the second, rarer ways through the Studio and what takes long, is for `npm run test:nightly`.
  projects: [
    {
      name: 'everyday',
      grepInvert: /@nightly/,
      // Without a graphics card, what moves in the Studio takes a tenth of all; at night it moves.
      use: { contextOptions: { reducedMotion: 'reduce' } },
    },
    { name: 'nightly', grep: /@nightly/ },
  ],
  // Limits for what hangs, also on a machine that has other work: how fast things are, benchmarks measure.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  outputDir: 'test-results',
  use: {
    viewport: { width: 1400, height: 900 },
    timezoneId: 'America/New_York',
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: getBrowserPath(process.env), args: browserArguments },
  },
})
