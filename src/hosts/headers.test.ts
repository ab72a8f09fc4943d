import { expect, test } from 'vitest'
import { frameAncestors } from './headers.ts'

test.each([
  [null, []],
  ['https://studio.clinic.example/admin', ['https://studio.clinic.example']],
  ['http://localhost:3333', ['http://localhost:3333', 'http://127.0.0.1:3333']],
  ['https://clinic.sanity.studio', ['https://clinic.sanity.studio', 'https://www.sanity.io']],
])('a page may be framed by the Studio at %s, and by what frames that one', (studioUrl, origins) => {
  expect(frameAncestors({ studioUrl })).toBe(['frame-ancestors', "'self'", ...origins].join(' '))
})
