import type { OutgoingHttpHeaders } from 'node:http'
import type { FileRecord } from '../releases/release-record.ts'

/** What the answers' headers depend on. */
export type SiteOrigins = {
  siteUrl: string
  /** May frame the site (to show it beside a document) and read how publishing stands; null when it is not known. */
  studioUrl: string | null
}

/** Headers of every answer. */
export function commonHeaders({ siteUrl }: SiteOrigins): OutgoingHttpHeaders {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    // Behind TLS alone: over plain HTTP browsers ignore it, as they must.
    ...(siteUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** Headers of an answer that is neither a page nor a file: nothing in it may do anything. */
export function plainHeaders(origins: SiteOrigins): OutgoingHttpHeaders {
  return {
    ...commonHeaders(origins),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-site',
    'cache-control': 'no-store',
  }
}

/** The policy of a page: its own, and who may frame it. */
export function pageHeaders(csp: string, { studioUrl }: SiteOrigins): OutgoingHttpHeaders {
  const ancestors = ["'self'", ...toAllowedOrigins(studioUrl)].join(' ')
  return { 'content-security-policy': `${csp}; frame-ancestors ${ancestors}` }
}

/**
 * Headers of a file of the release. Whoever has one whose name tells its bytes need never ask again; of all else,
 * `no-cache` has browsers ask each time, and be told that nothing changed.
 */
export function fileHeaders(
  path: string,
  file: FileRecord,
  isImmutable: boolean,
  origins: SiteOrigins,
): OutgoingHttpHeaders {
  return {
    ...commonHeaders(origins),
    ...(file.csp === null
      ? { 'cross-origin-resource-policy': path === '/release.json' ? 'cross-origin' : 'same-site' }
      : pageHeaders(file.csp, origins)),
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-type': withCharset(file.contentType),
  }
}

/** Lets the Studio read an answer from its own origin. */
export function studioAccess(origin: string | undefined, { studioUrl }: SiteOrigins): OutgoingHttpHeaders {
  const allowed = origin !== undefined && toAllowedOrigins(studioUrl).includes(origin)
  return { vary: 'Origin', ...(allowed && { 'access-control-allow-origin': origin }) }
}

/**
 * Whether parts of a file may be asked for: pictures, fonts and other media. Text comes in more than one coding, of
 * which a part is of no use to anybody.
 */
export function takesRanges({ contentType, encodings }: FileRecord): boolean {
  const isText = /^text\/|\bjson\b|\bxml\b|javascript/.test(contentType)
  return !isText && Object.keys(encodings).length === 0
}

/** Everything here is UTF-8; a browser that is not told so may guess. */
export function withCharset(contentType: string): string {
  const isText = /^text\/|^application\/(?:json|xml|.*\+json|.*\+xml)$/.test(contentType)
  return isText && !contentType.includes('charset') ? `${contentType}; charset=utf-8` : contentType
}

/** An origin and, for this machine's own, its other name. */
export function toAllowedOrigins(url: string | null): string[] {
  if (url === null) return []
  const { protocol, hostname, port } = new URL(url)
  const names = ['localhost', '127.0.0.1']
  if (!names.includes(hostname)) return [url]
  return names.map(name => `${protocol}//${name}${port && `:${port}`}`)
}
