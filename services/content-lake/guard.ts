import type { IncomingMessage, ServerResponse } from 'node:http'
import { LakeError } from './errors.ts'

/** Which names this server answers to, and which other origins may call it. */
export interface Doors {
  /** Host names without port. */
  hosts: ReadonlySet<string>
  origins: ReadonlySet<string>
}

/**
 * `<project>.localhost` is ours as well: the SDK inside the Studio makes a client of its own, which puts the project id
 * before the host whatever the Studio's client factory does.
 */
export function doorsOf(
  host: string,
  projectId: string,
  publicUrl: string | undefined,
  origins: readonly (string | undefined)[],
): Doors {
  const hosts = new Set(['localhost', `${projectId}.localhost`, '127.0.0.1', '[::1]', host])
  if (publicUrl) hosts.add(new URL(publicUrl).hostname)
  return { hosts, origins: new Set([publicUrl, ...origins].filter(origin => origin !== undefined)) }
}

/**
 * Refuses requests for a host name that is not ours: a page elsewhere that makes its own name lead here (DNS
 * rebinding) would otherwise be on the same origin as the Studio. Throws 421.
 */
export function checkHost(request: IncomingMessage, doors: Doors): void {
  const host = request.headers.host ?? ''
  const name = host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '')
  if (doors.hosts.has(name.toLowerCase())) return
  throw new LakeError(
    421,
    'misdirectedRequest',
    `This server does not answer for “${name}”. Use localhost, or set HOST or CONTENT_LAKE_URL to the name it is to have.`,
  )
}

/** Whether a page of this origin may use the API: our own pages, the site's, and those that were configured. */
export function isAllowedOrigin(origin: string, request: IncomingMessage, doors: Doors): boolean {
  if (doors.origins.has(origin)) return true
  if (!URL.canParse(origin)) return false
  const page = new URL(origin)
  const own = new URL(`${page.protocol}//${request.headers.host ?? ''}`)
  return doors.hosts.has(page.hostname) && page.port === own.port
}

/** Sets CORS headers for an allowed origin. Throws 403 for a page of any other: browsers name theirs, programs have none. */
export function checkOrigin(request: IncomingMessage, response: ServerResponse, doors: Doors): void {
  const { origin } = request.headers
  response.setHeader('vary', 'Origin')
  if (origin === undefined) return
  if (!isAllowedOrigin(origin, request, doors)) {
    throw new LakeError(
      403,
      'corsOriginNotAllowed',
      `Pages of ${origin} may not use this Content Lake. Add the origin to CONTENT_LAKE_ALLOWED_ORIGINS if they should.`,
    )
  }
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-credentials', 'true')
}

/** Answers a browser that asks before it sends. */
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
