import { defineConfig } from 'vitest/config'

/** Bounds for what hangs, not for what is slow: a busy machine takes ten times as long. */
const bounds = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  teardownTimeout: 5_000,
  expect: { poll: { timeout: 30_000 } },
  setupFiles: ['tests/setup.ts'],
}

/** Every check but the end-to-end ones, which drive a browser and have a runner of their own. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...bounds,
          name: 'unit',
          isolate: false,
          include: ['{src,services,studio}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...bounds,
          name: 'integration',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          globalSetup: ['tests/global-setup.ts'],
        },
      },
    ],
    maxWorkers: 2,
  },
})
