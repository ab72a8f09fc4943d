import { expect, test } from 'vitest'
import { cookiePolicy } from './cookie-policy.ts'

const crossSite = 'Path=/; HttpOnly; Secure; SameSite=None; Partitioned'
const sameSite = 'Path=/; HttpOnly; SameSite=Lax'

test.each([
  ['on this machine alone', null, 'http://localhost:3333', 'clinic-preview', sameSite],
  ['with no Studio known', null, null, 'clinic-preview', sameSite],
  ['with a hosted Studio', null, 'https://clinic.sanity.studio', 'clinic-preview', crossSite],
  [
    'over TLS',
    'https://preview.clinic.example',
    'https://clinic.sanity.studio',
    '__Host-clinic-preview',
    crossSite,
  ],
  [
    'over plain HTTP in a network',
    'http://10.0.0.5:4320',
    'https://clinic.sanity.studio',
    'clinic-preview',
    sameSite,
  ],
])('sets the cookie %s', (_, previewUrl, studioUrl, name, attributes) => {
  expect(cookiePolicy(previewUrl, studioUrl)).toEqual({ name, attributes })
})
