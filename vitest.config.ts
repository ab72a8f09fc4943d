import { defineConfig } from 'vitest/config'

const shared = {
  setupFiles: ['tests/setup.ts'],
  // Bounds for what hangs, not for what is slow: a busy machine takes ten times as long.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  teardownTimeout: 5_000,
  expect: { poll: { timeout: 120_000 } },
  // Loading modules again for each file takes longer than most tests.
  isolate: false,
}

const besideTheirFiles = '{src,services,studio}/**/*.test.ts'

/** Beside their files too, but they start processes, build, draw or measure: seconds each. */
const slow = '{src,services,studio}/**/*.slow.test.ts'

/** Every check but the end-to-end ones, which drive a browser and have a runner of their own. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'unit', include: [besideTheirFiles], exclude: [slow] } },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/**/*.test.ts', slow],
          exclude: ['tests/e2e/**'],
          globalSetup: ['tests/global-setup.ts'],
        },
      },
    ],
  },
})
