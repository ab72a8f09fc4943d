import { expect, test } from 'vitest'
import { frameAncestors } from './headers.ts'

test.each([
  [[], []],
  [['https://studio.clinic.example/admin'], ['https://studio.clinic.example']],
  [
    ['http://localhost:3333', 'http://127.0.0.1:3333'],
    ['http://localhost:3333', 'http://127.0.0.1:3333'],
  ],
  [['https://clinic.sanity.studio'], ['https://clinic.sanity.studio', 'https://www.sanity.io']],
])('a page may be framed by the Studios at %j, and by what frames those', (studioUrls, origins) => {
  expect(frameAncestors({ studioUrls })).toBe(['frame-ancestors', "'self'", ...origins].join(' '))
})
