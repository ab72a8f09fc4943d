import type { IncomingMessage, ServerResponse } from 'node:http'
import { commonHeaders, type SiteOrigins } from '#src/hosts/headers.ts'
import { isStandIn } from '../releases/release-record.ts'
import { createFileCache } from './file-cache.ts'
import { pageHeaders, plainHeaders, studioAccess } from './headers.ts'
import { sendFile } from './send-file.ts'
import type { ServedFile } from './served-file.ts'
import { findServedFile, type ServedRelease, type ServedReleases } from './served-releases.ts'
import { gonePage, waitingPage, waitingPolicy } from './waiting-page.ts'

const cacheBytes = 32 * 1024 * 1024

/** How long pictures of a replaced release are still served. */
const picturesForSeconds = 60

/** Serves patients: each response comes from a single release. */
export function createSiteHandler(options: {
  origins: SiteOrigins
  releases: Pick<ServedReleases, 'files' | 'live' | 'earlier'>
  now(): Temporal.Instant
  /** Whether a path contains a hash of its content. */
  isImmutable(path: string): boolean
}) {
  const { origins, isImmutable, releases } = options
  const serving = { origins, cache: createFileCache(cacheBytes), isImmutable, files: releases.files }

  return async function handleSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const release = releases.live()
    if (release === null) return sendWaiting(request, response, origins)
    const [path, query] = splitTarget(request.url ?? '/')
    const found = findFile(release, path)
    if (found) return await sendFile({ request, response, ...serving, ...found })
    const { redirects } = release
    const old = [path, `${path}/`].find(each => redirects.has(each))
    if (old !== undefined) {
      const target = redirects.get(old)
      if (target) return redirectTo(response, target, origins)
      return await sendMissing(request, response, release, 410)
    }
    if (findServedFile(release, `${path}/`)) return redirectTo(response, `${path}/${query}`, origins)
    const asset = findEarlierAsset(path)
    if (asset) return await sendFile({ request, response, ...serving, ...asset })
    await sendMissing(request, response, release, 404)
  }

  /**
   * Hashed files of earlier releases, so that a page sent before the swap still finds its styles and pictures. Files made
   * from content only for a while: staff may have withdrawn them.
   */
  function findEarlierAsset(path: string): { path: string; file: ServedFile } | null {
    if (!isImmutable(path)) return null
    for (const { release, replacedAt } of releases.earlier()) {
      const file = findServedFile(release, path)
      if (!file) continue
      const seconds = options.now().since(replacedAt).total('seconds')
      return file.isOfContent && seconds > picturesForSeconds ? null : { path, file }
    }
    return null
  }

  async function sendMissing(
    request: IncomingMessage,
    response: ServerResponse,
    release: ServedRelease,
    status: 404 | 410,
  ): Promise<void> {
    // A release of older code has no 410 page.
    const path = findServedFile(release, `/${status}.html`) ? `/${status}.html` : '/404.html'
    const file = findServedFile(release, path)
    if (file) return await sendFile({ request, response, ...serving, path, file, status })
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(gonePage),
    }
    response.writeHead(status, { ...plainHeaders(origins), ...headers }).end(gonePage)
  }
}

/** Before the first release: 503 with a page that asks for patience. */
function sendWaiting(request: IncomingMessage, response: ServerResponse, origins: SiteOrigins): void {
  response.writeHead(503, {
    ...commonHeaders(origins),
    ...pageHeaders(waitingPolicy, origins),
    // The Studio looks whether there is a release by now.
    ...studioAccess(request.headers.origin, origins),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '10',
    'content-length': Buffer.byteLength(waitingPage),
  })
  response.end(request.method === 'HEAD' ? undefined : waitingPage)
}

function findFile(release: ServedRelease, path: string): { path: string; file: ServedFile } | null {
  if (isStandIn(path)) return null
  const file = findServedFile(release, path)
  return file && { path, file }
}

function redirectTo(response: ServerResponse, location: string, origins: SiteOrigins): void {
  // Short-lived: staff may remove a redirect, and browsers would otherwise cache a 301 for good.
  const headers = { location, 'cache-control': 'max-age=300', 'content-length': 0 }
  response.writeHead(301, { ...commonHeaders(origins), ...headers }).end()
}

/** A target's decoded path and its query. A target that is not a path, as only hand-made requests have, means the home page. */
function splitTarget(target: string): [path: string, query: string] {
  const at = target.indexOf('?')
  const raw = at < 0 ? target : target.slice(0, at)
  const query = at < 0 ? '' : target.slice(at)
  if (!raw.startsWith('/')) return ['/', query]
  if (!raw.includes('%')) return [raw, query]
  try {
    return [decodeURI(raw), query]
  } catch {
    return [raw, query]
  }
}
