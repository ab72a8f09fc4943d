import { expect, test } from 'vitest'
import { checkTls } from './check-site.ts'
import type { Facts } from './facts.ts'
import { describeFinding } from './finding.ts'
import { parseDoctorSettings } from './settings.ts'

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const unknown = { known: false, why: 'not asked', status: null } as const

/** Facts with the address and its certificate alone. */
function toFacts(siteUrl: string, certificateEnd: Facts['site']['certificateEnd']): Facts {
  const env = {
    SITE_URL: siteUrl,
    SANITY_API_READ_TOKEN: 'x'.repeat(20),
    SANITY_WEBHOOK_SECRET: 'x'.repeat(20),
  }
  return {
    now,
    settings: parseDoctorSettings(env, null),
    machine: {
      node: { running: '26.0.0', needed: 26 },
      wrongPackages: [],
      freeBytes: unknown,
      dataFolder: unknown,
      secrets: unknown,
      ports: [],
    },
    content: {
      clock: unknown,
      cors: unknown,
      datasets: unknown,
      reading: unknown,
      readerWriting: unknown,
      writing: null,
      hooks: unknown,
      deliveries: unknown,
    },
    site: {
      health: unknown,
      publicHealth: unknown,
      release: unknown,
      hookStatus: unknown,
      certificateEnd,
      previewFrames: null,
    },
  }
}

test.each([
  ['http://localhost:4321', null, /^– TLS: not asked/],
  ['http://clinic.example', null, /^✗ TLS: .+ is without TLS.+ Put a proxy with a certificate in front/],
  ['https://clinic.example', 60, /^✓ TLS: the certificate is good for 60 days/],
  ['https://clinic.example', 13, /^✗ TLS: the certificate ends in 13 days.+ renew it/],
])('a site at %s whose certificate ends in %s days', (siteUrl, days, line) => {
  const end = days === null ? null : { known: true as const, value: now.add({ hours: 24 * days }) }
  expect(describeFinding('TLS', checkTls(toFacts(siteUrl, end)))).toMatch(line)
})

test('a certificate that browsers do not trust', () => {
  const untrusted = { known: false as const, why: 'self-signed certificate', status: null }
  expect(describeFinding('TLS', checkTls(toFacts('https://clinic.example', untrusted)))).toMatch(
    /^✗ TLS: .+ no certificate that browsers trust: self-signed certificate\./,
  )
})
