import type { OutgoingHttpHeaders } from 'node:http'
import type { FileRecord } from '../releases/release-record.ts'

/** The origins that response headers depend on. */
export type SiteOrigins = {
  siteUrl: string
  /** May frame the site (to show it beside a document) and read the status of publishing; null if unknown. */
  studioUrl: string | null
}

/** Headers of every response. */
export function commonHeaders({ siteUrl }: SiteOrigins): OutgoingHttpHeaders {
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

/** Headers of a response that is neither page nor file: its content may do nothing. */
export function plainHeaders(origins: SiteOrigins): OutgoingHttpHeaders {
  return {
    ...commonHeaders(origins),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-site',
    'cache-control': 'no-store',
  }
}

/** A page's policy, with who may frame it. */
export function pageHeaders(csp: string, { studioUrl }: SiteOrigins): OutgoingHttpHeaders {
  const ancestors = ["'self'", ...toAllowedOrigins(studioUrl)].join(' ')
  return { 'content-security-policy': `${csp}; frame-ancestors ${ancestors}` }
}

/**
 * Headers of a file of the release. Files with a hash in their name are cached for good; for all others browsers
 * revalidate each time (`no-cache`).
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

/** CORS headers that let the Studio read a response. */
export function studioAccess(origin: string | undefined, { studioUrl }: SiteOrigins): OutgoingHttpHeaders {
  const allowed = origin !== undefined && toAllowedOrigins(studioUrl).includes(origin)
  return { vary: 'Origin', ...(allowed && { 'access-control-allow-origin': origin }) }
}

/**
 * Whether a file supports ranges: pictures, fonts and other media do. Text is stored compressed, and a range of one is
 * useless.
 */
export function takesRanges({ contentType, brotliSize }: FileRecord): boolean {
  const isText = /^text\/|\bjson\b|\bxml\b|javascript/.test(contentType)
  return !isText && brotliSize === null
}

/** Adds the charset: everything here is UTF-8, and browsers would guess. */
export function withCharset(contentType: string): string {
  const isText = /^text\/|^application\/(?:json|xml|.*\+json|.*\+xml)$/.test(contentType)
  return isText && !contentType.includes('charset') ? `${contentType}; charset=utf-8` : contentType
}

/** An origin, for localhost also as 127.0.0.1 and vice versa. */
export function toAllowedOrigins(url: string | null): string[] {
  if (url === null) return []
  const { protocol, hostname, port } = new URL(url)
  const names = ['localhost', '127.0.0.1']
  if (!names.includes(hostname)) return [url]
  return names.map(name => `${protocol}//${name}${port && `:${port}`}`)
}
