import { defineConfig } from 'vitest/config'

/** Every check but the end-to-end ones, which drive a browser and have a runner of their own. */
export default defineConfig({
  test: {
    include: ['{src,services,studio,tests}/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/setup.ts'],
    maxWorkers: 2,
    // Bounds for what hangs, not for what is slow: a busy machine takes ten times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 5_000,
    expect: { poll: { timeout: 120_000 } },
    // Loading modules again for each file takes longer than most tests.
    isolate: false,
  },
})
