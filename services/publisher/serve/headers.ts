import type { OutgoingHttpHeaders } from 'node:http'
import {
  cachePolicy,
  commonHeaders,
  frameAncestors,
  resourcePolicy,
  type SiteOrigins,
  toAllowedOrigins,
} from '#src/hosts/headers.ts'
import type { FileRecord } from '../releases/release-record.ts'

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
export function pageHeaders(csp: string, origins: SiteOrigins): OutgoingHttpHeaders {
  return { 'content-security-policy': `${csp}; ${frameAncestors(origins)}` }
}

/** Headers of a file of the release. */
export function fileHeaders(
  path: string,
  file: Pick<FileRecord, 'csp' | 'contentType'>,
  isImmutable: boolean,
  origins: SiteOrigins,
): OutgoingHttpHeaders {
  return {
    ...commonHeaders(origins),
    ...(file.csp === null ? resourcePolicy(path) : pageHeaders(file.csp, origins)),
    ...cachePolicy(isImmutable),
    'content-type': withCharset(file.contentType),
  }
}

/** CORS headers that let the Studio read a response. */
export function studioAccess(origin: string | undefined, { studioUrls }: SiteOrigins): OutgoingHttpHeaders {
  const allowed = origin !== undefined && toAllowedOrigins(studioUrls).includes(origin)
  return { vary: 'Origin', ...(allowed && { 'access-control-allow-origin': origin }) }
}

/**
 * Whether a file supports ranges: pictures, fonts and other media do. Text is stored compressed, and a range of one is
 * useless.
 */
export function takesRanges({
  contentType,
  brotliSize,
}: Pick<FileRecord, 'contentType' | 'brotliSize'>): boolean {
  const isText = /^text\/|\bjson\b|\bxml\b|javascript/.test(contentType)
  return !isText && brotliSize === null
}

/** Adds the charset: everything here is UTF-8, and browsers would guess. */
export function withCharset(contentType: string): string {
  const isText = /^text\/|^application\/(?:json|xml|.*\+json|.*\+xml)$/.test(contentType)
  return isText && !contentType.includes('charset') ? `${contentType}; charset=utf-8` : contentType
}
