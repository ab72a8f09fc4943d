import { defineConfig } from 'vitest/config'
import everything from './vitest.config.ts'

const { include, globalSetup, ...shared } = everything.test ?? {}

/** The tests beside their files that need no build: `npm run test:unit`. */
export default defineConfig({
  test: {
    ...shared,
    include: ['{src,services,studio}/**/*.test.ts'],
    // They start processes, build, draw or measure: seconds each.
    exclude: ['**/*.slow.test.ts'],
  },
})
