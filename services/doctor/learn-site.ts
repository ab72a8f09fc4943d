import { connect } from 'node:tls'
import { z } from 'zod'
import { ask, type Learnt, learn, withinMs } from './learnt.ts'
import type { DoctorSettings } from './settings.ts'

const health = z.looseObject({
  status: z.string(),
  release: z.string().nullable(),
  publishedAt: z.string().nullable(),
  reason: z.string().nullable(),
  pending: z.number(),
})

export interface SiteFacts {
  /** What the publisher on this machine says of itself. */
  health: Learnt<z.output<typeof health>>
  /** Whether a publisher of ours answers at the address that patients use. */
  publicHealth: Learnt<unknown>
  /** `release.json` at that address, asked as by a page of the Studio. */
  release: Learnt<{ status: number; isRelease: boolean; allowOrigin: string | null }>
  /** What an unsigned webhook is answered: 401 by a publisher of ours. */
  hookStatus: Learnt<number>
  /** The end of the certificate; null without TLS. */
  certificateEnd: Learnt<Temporal.Instant> | null
  /** Who may frame the preview; null for none. */
  previewFrames: Learnt<string> | null
}

/** What the site answers, here and at its public address. */
export async function learnSite(settings: DoctorSettings): Promise<SiteFacts> {
  const { ownSiteUrl, siteUrl, studioOrigin, hookUrl, ownPreviewUrl } = settings
  const readHealth = async (origin: string) => health.parse(await (await ask(`${origin}/healthz`)).json())
  const [own, publicHealth, release, hookStatus, certificateEnd, previewFrames] = await Promise.all([
    learn(() => readHealth(ownSiteUrl)),
    learn(() => readHealth(siteUrl)),
    learn(async () => {
      const { ok, status, headers } = await ask(`${siteUrl}/release.json`, {
        headers: { origin: studioOrigin },
      })
      const isRelease = ok && (headers.get('content-type') ?? '').includes('json')
      return { status, isRelease, allowOrigin: headers.get('access-control-allow-origin') }
    }),
    learn(async () => (await ask(hookUrl, { method: 'POST', body: '{}' })).status),
    siteUrl.startsWith('https:') ? learn(() => readCertificateEnd(new URL(siteUrl))) : null,
    ownPreviewUrl === null ? null : learn(() => readFrames(ownPreviewUrl)),
  ])
  return { health: own, publicHealth, release, hookStatus, certificateEnd, previewFrames }
}

async function readFrames(previewUrl: string): Promise<string> {
  const { headers } = await ask(previewUrl, { method: 'HEAD' })
  return /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? ''
}

/** Of a certificate that this machine trusts: any other is an error that says why. */
async function readCertificateEnd({ hostname, port }: URL): Promise<Temporal.Instant> {
  const ended = Promise.withResolvers<Temporal.Instant>()
  const socket = connect({ host: hostname, port: Number(port) || 443, servername: hostname }, () => {
    const { valid_to: end } = socket.getPeerCertificate()
    ended.resolve(Temporal.Instant.fromEpochMilliseconds(Date.parse(end)))
  })
  socket.setTimeout(withinMs, () => ended.reject(new Error(`no answer within ${withinMs / 1000} s`)))
  socket.once('error', ended.reject)
  try {
    return await ended.promise
  } finally {
    socket.destroy()
  }
}
