import { createHash } from 'node:crypto'

/** The origins to which the Studio links. */
export type LinkedOrigins = {
  /** The origin of the public site, which the Studio reads. */
  readonly siteUrl: string
  /** The origin of the preview, framed by the Studio; null for none. */
  readonly previewUrl: string | null
  /** The path at which staff open the Studio, where it shares its host name with the site; “/” for all of its own. */
  readonly basePath: string
}

/** For a year: as long as the site's own pages. Only with TLS: browsers ignore it over plain HTTP. */
export const strictTransport = ['strict-transport-security', 'max-age=31536000'] as const

/** Sources of content that the Studio may connect to and load pictures from. `HOST` is the request's host and port. */
export type ContentSources = { readonly connect: readonly string[]; readonly images: readonly string[] }

/** The local Content Lake, which serves the Studio itself; Sanity's SDK also uses the project's host name. */
export function localSources(projectId: string): ContentSources {
  return { connect: ['ws://HOST', 'wss://HOST', `http://${projectId}.HOST`], images: [] }
}

/**
 * Hosted Sanity: its API for the project and for accounts, and its CDN. With `apiHost`, what stands in for all of it in tests:
 * Sanity's SDK also uses host names below it.
 */
export function hostedSources(apiHost: string | null): ContentSources {
  if (apiHost === null) return { connect: sanityHosts, images: ['https://cdn.sanity.io'] }
  const { protocol, host } = new URL(apiHost)
  const names = [host, `*.${host}`]
  return {
    connect: names.flatMap(name => [`${protocol}//${name}`, `${protocol.replace('http', 'ws')}//${name}`]),
    images: [`${protocol}//${host}`],
  }
}

const sanityHosts = [
  'https://*.api.sanity.io',
  'wss://*.api.sanity.io',
  'https://api.sanity.io',
  'https://*.apicdn.sanity.io',
  'https://cdn.sanity.io',
]

/**
 * The policy of the Studio's page. Scripts only from its build's folder, since uploaded files have the same origin; inline
 * scripts by hash.
 */
export function studioPolicy(
  html: string,
  { siteUrl, previewUrl }: LinkedOrigins,
  sources: ContentSources,
): string {
  const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '', code = '']) => !/\bsrc=/.test(attributes) && code !== '')
    .map(([, , code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  const directives = {
    'default-src': ["'self'"],
    'script-src': ['HOST/static/', ...inline],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', siteUrl, ...sources.images],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...sources.connect, siteUrl],
    'frame-src': ["'self'", siteUrl, ...(previewUrl ? [previewUrl] : [])],
    'worker-src': ['HOST/static/', 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ')
}
