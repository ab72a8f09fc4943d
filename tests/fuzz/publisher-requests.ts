import { createHmac } from 'node:crypto'
import { SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { request } from './http-request.ts'
import { browserHeaders, type MakeRequest, plain } from './lake-requests.ts'
import type { Random } from './random.ts'
import { inQuery, strangeId, strangeText, strangeValue, toJson } from './values.ts'
import type { Audience, World } from './world.ts'

/** The site's server: pages, health, metrics, webhooks. */
export const siteRequests: Record<string, MakeRequest> = {
  page(random, { ports, sitePaths }) {
    const path = random.chance(0.7) ? random.pick(sitePaths) : `/${inQuery(random, strangeText(random))}`
    const start = random.below(3000)
    return request(random.pick(['GET', 'GET', 'HEAD']), path, {
      ...browserHeaders(ports.site),
      'accept-encoding': random.pick([undefined, 'br', 'gzip', plain(strangeText(random))]),
      'if-none-match': random.pick([undefined, undefined, '"a"', plain(strangeText(random))]),
      range: random.pick([
        undefined,
        undefined,
        `bytes=${start}-`,
        `bytes=${start}-${random.below(3000)}`,
        `bytes=-${start}`,
      ]),
    })
  },
  'what is live'(random, { ports, documentIds, metricsToken }) {
    const path = random.pick([
      '/healthz',
      '/release.json',
      '/metrics',
      `/healthz?document=${inQuery(random, strangeId(random, documentIds))}`,
    ])
    const authorization = random.pick([undefined, `Bearer ${metricsToken}`, plain(strangeText(random))])
    const origin = random.pick([undefined, 'http://evil.example', 'null'])
    return request('GET', path, { ...browserHeaders(ports.site), authorization, origin })
  },
  webhook(random, world, audience) {
    const value = {
      _id: strangeId(random, world.documentIds),
      _rev: strangeText(random),
      operation: random.pick(['update', 'delete', 1]),
    }
    const body = toJson(random, random.chance(0.8) ? value : strangeValue(random))
    return request(
      'POST',
      '/hooks/sanity',
      {
        ...browserHeaders(world.ports.site),
        ...signature(random, world, audience, body),
        'idempotency-key': random.chance(0.5) ? plain(strangeText(random)) : undefined,
        'sanity-operation': random.chance(0.5) ? plain(strangeText(random)) : undefined,
      },
      body,
    )
  },
}

/** Right for staff's programs, of whom the secret is; wrong in some way for everybody else. */
function signature(
  random: Random,
  { webhookSecret }: World,
  audience: Audience,
  body: string,
): Record<string, string> {
  const isGood = audience === 'staff' && random.chance(0.8)
  if (!isGood && random.chance(0.3)) return { [SIGNATURE_HEADER_NAME]: plain(strangeText(random)) }
  const at = Date.now() + (isGood ? 0 : random.pick([0, -1e9, 1e9]))
  const hmac = createHmac('sha256', isGood ? webhookSecret : 'somebody else’s secret')
  return { [SIGNATURE_HEADER_NAME]: `t=${at},v1=${hmac.update(`${at}.${body}`).digest('base64url')}` }
}

/** The preview's server: the ways in, and what is behind them for those who have a session. */
export const previewRequests: Record<string, MakeRequest> = {
  entering(random, { ports }) {
    const given = () => inQuery(random, strangeText(random))
    const path = random.pick([
      `/_preview/enter?until=${given()}&key=${given()}`,
      `/_preview/enter?until=${Math.floor(Date.now() / 1000)}&key=${given()}`,
      `/_preview/enable?sanity-preview-secret=${given()}&sanity-preview-pathname=${given()}`,
      `/_preview/enable?sanity-preview-secret=${given()}&sanity-preview-perspective=${given()}`,
      `/_preview/disable?page=${given()}`,
    ])
    return request('GET', path, {
      ...browserHeaders(ports.preview),
      cookie: random.chance(0.3) ? plain(strangeText(random)) : undefined,
    })
  },
  drafts(random, world, audience) {
    const given = () => inQuery(random, strangeText(random))
    const page = random.chance(0.7) ? random.pick(world.sitePaths) : `/${given()}`
    const at = random.pick(['', `at=2027-02-06`, 'at=now', `at=${given()}`])
    const path = random.pick([
      `${page}?${at}`,
      `${page}?${at}`,
      `/_preview/day?text=${given()}`,
      `${page}?${at}&sanity-preview-perspective=${random.pick(['published', given()])}`,
      `/_preview/stream?page=${page}&${at}&hash=${given()}`,
      '/_preview/overlay.js',
      `/_preview/${given()}`,
    ])
    return request(random.pick(['GET', 'GET', 'HEAD']), path, {
      ...browserHeaders(world.ports.preview),
      cookie: audience === 'staff' ? world.previewCookie : undefined,
      referer: random.pick([undefined, `http://localhost:${world.ports.preview}/?at=${given()}`]),
      'sec-fetch-dest': random.pick([undefined, 'document', 'iframe']),
    })
  },
}
