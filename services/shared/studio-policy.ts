import { createHash } from 'node:crypto'

/** What the Studio leads to. */
export type LinkedOrigins = {
  /** The origin of the public site, which the Studio reads. */
  readonly siteUrl: string
  /** The origin at which drafts are seen, in a frame of the Studio; null for nowhere. */
  readonly previewUrl: string | null
}

/** Where the content is: what the Studio may connect to, and take pictures from. `HOST` is the request's host and port. */
export type ContentSources = { readonly connect: readonly string[]; readonly images: readonly string[] }

/** The Content Lake of this repository, which serves the Studio itself; its SDK calls the project's own name as well. */
export function localSources(projectId: string): ContentSources {
  return { connect: ['ws://HOST', 'wss://HOST', `http://${projectId}.HOST`], images: [] }
}

/** Hosted Sanity: its API for the project and for accounts, and its CDN. */
export const hostedSources: ContentSources = {
  connect: [
    'https://*.api.sanity.io',
    'wss://*.api.sanity.io',
    'https://api.sanity.io',
    'https://*.apicdn.sanity.io',
    'https://cdn.sanity.io',
  ],
  images: ['https://cdn.sanity.io'],
}

/**
 * The policy of the Studio's page. Scripts come from the folder of its build: an uploaded file has the same origin.
 * Inline scripts are allowed by their hashes.
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
