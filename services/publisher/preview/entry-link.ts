import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** The path of signed links into the preview. */
export const entryPath = '/_preview/enter'

/** How long a link is valid, in hours. */
const goodForHours = 24

/** How far the signer's clock may be ahead, in seconds. */
const slackSeconds = 60

/**
 * A link into the preview at the origin `previewUrl`, valid for a day. Signed with a key derived from `secret`, the
 * webhooks' secret, so that starting the system needs no further one.
 */
export function createEntryLink(previewUrl: string, secret: string, now: Temporal.Instant): string {
  const until = String(Math.floor(now.add({ hours: goodForHours }).epochMilliseconds / 1000))
  const key = sign(until, secret).toString('base64url')
  return `${previewUrl}${entryPath}?${new URLSearchParams({ until, key })}`
}

/** Whether a link is valid, by its query. */
export function judgeEntryLink(
  query: URLSearchParams,
  secret: string,
  now: Temporal.Instant,
): 'good' | 'expired' | 'wrong' {
  const until = query.get('until') ?? ''
  const given = Buffer.from(query.get('key') ?? '', 'base64url')
  const expected = sign(until, secret)
  const isSigned = given.byteLength === expected.byteLength && timingSafeEqual(given, expected)
  const seconds = Number(until)
  if (!isSigned || !/^\d{1,12}$/.test(until)) return 'wrong'
  const left = seconds - now.epochMilliseconds / 1000
  if (left > goodForHours * 3600 + slackSeconds) return 'wrong'
  return left > 0 ? 'good' : 'expired'
}

function sign(until: string, secret: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'clinic-site preview link', 32))
  return createHmac('sha256', key).update(`preview until ${until}`).digest()
}
