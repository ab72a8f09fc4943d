import base from './playwright.config.ts'
export default { ...base, timeout: 240_000, expect: { timeout: 90_000 }, use: { ...base.use, actionTimeout: 90_000 } }
