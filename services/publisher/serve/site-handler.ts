import type { IncomingMessage, ServerResponse } from 'node:http'
import { commonHeaders, type SiteOrigins } from '#src/hosts/headers.ts'
import { type FileRecord, isStandIn } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { createFileCache } from './file-cache.ts'
import { pageHeaders, plainHeaders } from './headers.ts'
import { sendFile } from './send-file.ts'
import { gonePage, waitingPage, waitingPolicy } from './waiting-page.ts'

const cacheBytes = 32 * 1024 * 1024

/** How long pictures of a replaced release are still served. */
const picturesForSeconds = 60

export type SiteHandler = ReturnType<typeof createSiteHandler>

/** Serves patients: each response comes from a single release. */
export function createSiteHandler(options: {
  origins: SiteOrigins
  current(): StoredRelease | null
  /** Releases that were live before, newest first, whose hashed files pages in open tabs may still ask for. */
  earlier(): readonly { release: StoredRelease; replacedAt: Temporal.Instant }[]
  now(): Temporal.Instant
  /** Whether a path contains a hash of its content. */
  isImmutable(path: string): boolean
}) {
  const { origins, isImmutable } = options
  const serving = { origins, cache: createFileCache(cacheBytes), isImmutable }
  const uses = new Map<string, number>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const release = options.current()
    if (release === null) return sendWaiting(request, response, origins)
    retain(release, response)
    const [path, query] = splitTarget(request.url ?? '/')
    const found = findFile(release, path)
    if (found) return await sendFile({ request, response, ...serving, release, ...found })
    const redirects = getRedirects(release)
    const old = [path, `${path}/`].find(each => redirects.has(each))
    if (old !== undefined) {
      const target = redirects.get(old)
      if (target) return redirectTo(response, target, origins)
      return await sendMissing(request, response, release, 410)
    }
    if (release.record.files.has(`${path}/`)) return redirectTo(response, `${path}/${query}`, origins)
    const asset = findEarlierAsset(path)
    if (asset) {
      retain(asset.release, response)
      return await sendFile({ request, response, ...serving, ...asset })
    }
    await sendMissing(request, response, release, 404)
  }

  /**
   * Hashed files of earlier releases, so that a page sent before the swap still finds its styles and pictures. Files made
   * from content only for a while: staff may have withdrawn them.
   */
  function findEarlierAsset(path: string) {
    if (!isImmutable(path)) return null
    for (const { release, replacedAt } of options.earlier()) {
      const file = release.record.files.get(path)
      if (!file) continue
      const isOfContent = file.dependencies.length > 0
      const seconds = options.now().since(replacedAt).total('seconds')
      return isOfContent && seconds > picturesForSeconds ? null : { release, path, file }
    }
    return null
  }

  async function sendMissing(
    request: IncomingMessage,
    response: ServerResponse,
    release: StoredRelease,
    status: 404 | 410,
  ): Promise<void> {
    // A release of older code has no 410 page.
    const path = release.record.files.has(`/${status}.html`) ? `/${status}.html` : '/404.html'
    const file = release.record.files.get(path)
    if (file) return await sendFile({ request, response, ...serving, release, path, file, status })
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(gonePage),
    }
    response.writeHead(status, { ...plainHeaders(origins), ...headers }).end(gonePage)
  }

  /** Protects a release from removal while it is being read. */
  function retain(release: StoredRelease, response: ServerResponse): void {
    uses.set(release.name, (uses.get(release.name) ?? 0) + 1)
    response.once('close', () => {
      const left = (uses.get(release.name) ?? 1) - 1
      if (left > 0) uses.set(release.name, left)
      else uses.delete(release.name)
    })
  }

  return { answer, inUse: (): ReadonlySet<string> => new Set(uses.keys()) }
}

/** Before the first release: 503 with a page that asks for patience. */
function sendWaiting(request: IncomingMessage, response: ServerResponse, origins: SiteOrigins): void {
  response.writeHead(503, {
    ...commonHeaders(origins),
    ...pageHeaders(waitingPolicy, origins),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '10',
    'content-length': Buffer.byteLength(waitingPage),
  })
  response.end(request.method === 'HEAD' ? undefined : waitingPage)
}

function findFile(release: StoredRelease, path: string): { path: string; file: FileRecord } | null {
  if (isStandIn(path)) return null
  const file = release.record.files.get(path)
  return file ? { path, file } : null
}

const redirectIndexes = new WeakMap<StoredRelease, ReadonlyMap<string, string | null>>()

function getRedirects(release: StoredRelease): ReadonlyMap<string, string | null> {
  const known = redirectIndexes.get(release)
  if (known) return known
  const index = new Map(release.record.redirects.map(({ from, to }) => [from, to]))
  redirectIndexes.set(release, index)
  return index
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
