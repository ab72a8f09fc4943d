import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Every check but the end-to-end ones, which drive a browser and have a runner of their own. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['src/**/*.test.ts', 'services/**/*.test.ts', 'studio/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/e2e/**'],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/setup.ts'],
    // Bounds for what hangs, not for what is slow: a busy machine takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 5_000,
    maxWorkers: 2,
  },
})
