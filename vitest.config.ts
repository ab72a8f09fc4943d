import { defineConfig } from 'vitest/config'

/** Bounds for what hangs, not for what is slow: a busy machine takes ten times as long. */
const shared = {
  setupFiles: ['tests/setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  teardownTimeout: 5_000,
  expect: { poll: { timeout: 30_000 } },
}

const besideTheirFiles = '{src,services,studio}/**/*.test.ts'

/** Beside their files too, but they start processes, build, draw or measure: seconds each. */
const slow = [
  'services/start/{builds,part,serve-studio}.test.ts',
  'services/shared/{connection-limit,studio-handler}.test.ts',
  'services/content-lake/groq/{compile,query-budget,text-search,glob}.test.ts',
  'services/publisher/{releases/finish-file,webhooks/journal,publish/scheduler}.test.ts',
  'src/{og-images/*,images/make-picture}.test.ts',
]

/** Every check but the end-to-end ones, which drive a browser and have a runner of their own. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [besideTheirFiles],
          exclude: slow,
          // Loading modules again for each file takes longer than these tests.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/**/*.test.ts', ...slow],
          exclude: ['tests/e2e/**'],
          globalSetup: ['tests/global-setup.ts'],
        },
      },
    ],
  },
})
