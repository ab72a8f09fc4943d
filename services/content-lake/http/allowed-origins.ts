import type { IncomingMessage, ServerResponse } from 'node:http'
import { findHost, findTarget, isFromOwnOrigin } from '#services/shared/request-target.ts'
import { strictTransport } from '#services/shared/studio-policy.ts'
import { LakeError } from '../errors.ts'
import type { CorsOrigins } from './cors-origins.ts'

/** The host names of this server, and the other origins that may use it. */
export interface AllowedOrigins {
  /** Host names without port. */
  hosts: ReadonlySet<string>
  /** Those of them that browsers reach by https alone. */
  secureHosts: ReadonlySet<string>
  origins: Pick<CorsOrigins, 'has'>
}

/**
 * Includes the hosts with the project id in front, such as `<project>.localhost`: the SDK inside the Studio makes a client of
 * its own, which asks those, whatever the Studio's client factory does.
 */
export function toAllowedOrigins(
  host: string,
  projectId: string,
  publicUrl: string | undefined,
  origins: AllowedOrigins['origins'],
): AllowedOrigins {
  const hosts = new Set(['localhost', `${projectId}.localhost`, '127.0.0.1', '[::1]', host])
  const { protocol, hostname } = new URL(publicUrl ?? 'http://localhost')
  const publicHosts = [hostname, `${projectId}.${hostname}`]
  for (const name of publicHosts) hosts.add(name)
  return { hosts, secureHosts: new Set(protocol === 'https:' ? publicHosts : []), origins }
}

/**
 * Throws 421 for a host name that is not ours: a foreign page whose name resolves to this machine (DNS rebinding) would
 * otherwise share the Studio's origin.
 */
export function checkHost(request: IncomingMessage, allowed: AllowedOrigins): void {
  const name = findHost(request)?.name
  if (name !== undefined && allowed.hosts.has(name)) return
  throw new LakeError(
    421,
    'misdirectedRequest',
    `This server does not answer for “${name ?? request.headers.host}”. Use localhost, or set HOST or STUDIO_URL to the name it is to have.`,
  )
}

/** Tells browsers to reach a public name by https alone from now on (HSTS), as the site's own server does. */
export function insistOnHttps(
  request: IncomingMessage,
  response: ServerResponse,
  { secureHosts }: AllowedOrigins,
): void {
  if (secureHosts.has(findHost(request)?.name ?? '')) response.setHeader(...strictTransport)
}

/** Parses a request's address. Throws 400 if its target is not a path. */
export function parseTarget(request: IncomingMessage): URL {
  const target = findTarget(request)
  if (target) return target
  throw new LakeError(400, 'badTarget', 'The address of this request is not a valid path.')
}

/**
 * Whether a page of this origin may use the API: our own pages, the site's, and those that were configured. Where the server
 * is reached by https, no page without it is ours: anybody on the way could have written it.
 */
export function isAllowedOrigin(origin: string, request: IncomingMessage, allowed: AllowedOrigins): boolean {
  if (allowed.origins.has(origin)) return true
  const page = URL.parse(origin)
  const own = URL.parse(`${page?.protocol}//${request.headers.host ?? ''}`)
  if (page === null || own === null) return false
  if (page.protocol !== 'https:' && allowed.secureHosts.has(own.hostname)) return false
  return allowed.hosts.has(page.hostname) && page.port === own.port
}

/**
 * Whether a request comes from a trusted page or program, or is a `visit`: a link from a foreign page, opened in its own
 * tab. Throws 403 for any other request of a foreign page. Browsers send `Origin` for scripts, and `Sec-Fetch-Site` also
 * for pictures, frames and forms; programs send neither. All ports of localhost are one site, so “same-site” is not trusted.
 */
export function checkOrigin(request: IncomingMessage, allowed: AllowedOrigins): 'trusted' | 'visit' {
  const { origin } = request.headers
  if (origin !== undefined) {
    if (isAllowedOrigin(origin, request, allowed)) return 'trusted'
    throw new LakeError(
      403,
      'corsOriginNotAllowed',
      `Pages of ${origin} may not use this Content Lake. Add the origin to CONTENT_LAKE_ALLOWED_ORIGINS if they should.`,
    )
  }
  if (isFromOwnOrigin(request)) return 'trusted'
  if (isVisit(request)) return 'visit'
  throw crossSiteRefusal()
}

/** The refusal for foreign pages. */
export function crossSiteRefusal(): LakeError {
  return new LakeError(
    403,
    'crossSiteRequest',
    'Pages of other sites may not use this Content Lake, and links from them lead to the Studio alone.',
  )
}

/** Sets the CORS headers for a page of an allowed origin. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers
  response.setHeader('vary', 'Origin')
  if (origin === undefined) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-credentials', 'true')
}

/** Answers a CORS preflight request. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const wanted = request.headers['access-control-request-headers']
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      ...(wanted && { 'access-control-allow-headers': wanted }),
      'access-control-max-age': '600',
    })
    .end()
}

function isVisit({ method, headers }: IncomingMessage): boolean {
  const isReading = method === 'GET' || method === 'HEAD'
  return isReading && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}
