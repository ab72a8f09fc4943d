import { defineConfig } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'

export default defineConfig({
  testDir: '.',
  // One Studio, one site, one content: the tests follow each other as an editor's day does.
  workers: 1,
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
