/*
 * Response headers that follow from a path alone: the publisher serves by them, and a static build writes them in the
 * formats of hosts.
 */

/** The origins that response headers depend on. */
export type SiteOrigins = {
  siteUrl: string
  /** The Studios that may frame the site (to show it beside a document) and read the status of publishing. */
  studioUrls: readonly string[]
}

/** Headers by their lower-case names. */
export type Headers = Record<string, string>

/** Headers of every response. */
export function commonHeaders({ siteUrl }: Pick<SiteOrigins, 'siteUrl'>): Headers {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    // Only with TLS: browsers ignore it over plain HTTP.
    ...(siteUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** The directive of a page's policy that a meta element cannot carry: who may frame it. */
export function frameAncestors({ studioUrls }: Pick<SiteOrigins, 'studioUrls'>): string {
  return ['frame-ancestors', "'self'", ...toAllowedOrigins(studioUrls)].join(' ')
}

/** Whether other sites may embed a file that is no page. */
export function resourcePolicy(path: string): Headers {
  return { 'cross-origin-resource-policy': path === '/release.json' ? 'cross-origin' : 'same-site' }
}

/** Folders of files whose names hold a hash: of their bytes, or of all that they are made of. */
export const immutableFolders: readonly string[] = ['/_astro/', '/media/', '/share/']

/** Whether a path names its bytes, so that they are the same whichever code and content made them. */
export function isImmutable(path: string): boolean {
  return immutableFolders.some(folder => path.startsWith(folder))
}

/** Files with a hash in their name are cached for good; for all others browsers revalidate each time (`no-cache`). */
export function cachePolicy(isImmutable: boolean): Headers {
  return { 'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache' }
}

/** Where a Studio at sanity.studio is also framed: Sanity's Dashboard. A page names every origin that it may be within. */
const dashboard = 'https://www.sanity.io'

/** The origins of Studios at these addresses: for localhost also 127.0.0.1 and vice versa. */
export function toAllowedOrigins(urls: readonly string[]): string[] {
  return [...new Set(urls.flatMap(findOrigins))]
}

function findOrigins(url: string): string[] {
  const { origin, protocol, hostname, port } = new URL(url)
  const names = ['localhost', '127.0.0.1']
  if (hostname.endsWith('.sanity.studio')) return [origin, dashboard]
  if (!names.includes(hostname)) return [origin]
  return names.map(name => `${protocol}//${name}${port && `:${port}`}`)
}
