import { defineConfig } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'

export default defineConfig({
  testDir: '.',
  // Each worker has a Studio, a site and content of its own, on which the tests of a file follow each other as an editor's
  // day does. Two of them wait for most of the time: for pages, for what is live.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1400, height: 900 },
    timezoneId: 'America/New_York',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: getBrowserPath(process.env), args: browserArguments },
  },
})
