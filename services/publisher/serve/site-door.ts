import type { IncomingMessage, ServerResponse } from 'node:http'
import { type FileRecord, isStandIn } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { answerFile } from './answer-file.ts'
import { createFileCache } from './file-cache.ts'
import { commonHeaders, type Doors, pageHeaders, plainHeaders } from './headers.ts'
import { gonePage, waitingPage, waitingPolicy } from './waiting-page.ts'

const cacheBytes = 32 * 1024 * 1024

/** How long pictures of a release are still answered once another has taken its place. */
const picturesForSeconds = 60

export type SiteDoor = ReturnType<typeof createSiteDoor>

/** Answers patients: every request from one release, from its first byte to its last. */
export function createSiteDoor(options: {
  doors: Doors
  current(): StoredRelease | null
  /** Releases that were live before, newest first, whose hashed files pages in open tabs may still ask for. */
  earlier(): readonly { release: StoredRelease; replacedAt: Temporal.Instant }[]
  now(): Temporal.Instant
  /** Whether a path tells the bytes that stand there. */
  isImmutable(path: string): boolean
}) {
  const { doors, isImmutable } = options
  const serving = { doors, cache: createFileCache(cacheBytes), isImmutable }
  const uses = new Map<string, number>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const release = options.current()
    if (release === null) return answerWaiting(request, response, doors)
    hold(release, response)
    const [path, query] = splitTarget(request.url ?? '/')
    const found = findFile(release, path)
    if (found) return await answerFile({ request, response, ...serving, release, ...found })
    const redirects = redirectsOf(release)
    const old = [path, `${path}/`].find(each => redirects.has(each))
    if (old !== undefined) {
      const target = redirects.get(old)
      if (target) return redirectTo(response, target, doors)
      return await answerMissing(request, response, release, 410)
    }
    if (release.record.files[`${path}/`]) return redirectTo(response, `${path}/${query}`, doors)
    const asset = findEarlierAsset(path)
    if (asset) {
      hold(asset.release, response)
      return await answerFile({ request, response, ...serving, ...asset })
    }
    await answerMissing(request, response, release, 404)
  }

  /**
   * The names of styles and pictures tell their bytes: a page that was sent before the swap finds its own after it.
   * What was made of content is soon gone all the same: staff may have withdrawn it.
   */
  function findEarlierAsset(path: string) {
    if (!isImmutable(path)) return null
    for (const { release, replacedAt } of options.earlier()) {
      const file = release.record.files[path]
      if (!file) continue
      const isOfContent = file.dependencies.length > 0
      const seconds = options.now().since(replacedAt).total('seconds')
      return isOfContent && seconds > picturesForSeconds ? null : { release, path, file }
    }
    return null
  }

  async function answerMissing(
    request: IncomingMessage,
    response: ServerResponse,
    release: StoredRelease,
    status: 404 | 410,
  ): Promise<void> {
    // A release of older code has no page for what is gone.
    const path = release.record.files[`/${status}.html`] ? `/${status}.html` : '/404.html'
    const file = release.record.files[path]
    if (file) return await answerFile({ request, response, ...serving, release, path, file, status })
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(gonePage),
    }
    response.writeHead(status, { ...plainHeaders(doors), ...headers }).end(gonePage)
  }

  /** Keeps a release from being removed while it is being read. */
  function hold(release: StoredRelease, response: ServerResponse): void {
    uses.set(release.name, (uses.get(release.name) ?? 0) + 1)
    response.once('close', () => {
      const left = (uses.get(release.name) ?? 1) - 1
      if (left > 0) uses.set(release.name, left)
      else uses.delete(release.name)
    })
  }

  return { answer, inUse: (): ReadonlySet<string> => new Set(uses.keys()) }
}

/** Before the first release: not an error of the visitor's, and soon over. */
function answerWaiting(request: IncomingMessage, response: ServerResponse, doors: Doors): void {
  response.writeHead(503, {
    ...commonHeaders(doors),
    ...pageHeaders(waitingPolicy, doors),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '10',
    'content-length': Buffer.byteLength(waitingPage),
  })
  response.end(request.method === 'HEAD' ? undefined : waitingPage)
}

function findFile(release: StoredRelease, path: string): { path: string; file: FileRecord } | null {
  if (isStandIn(path)) return null
  const file = release.record.files[path]
  return file ? { path, file } : null
}

const redirectIndexes = new WeakMap<StoredRelease, ReadonlyMap<string, string | null>>()

function redirectsOf(release: StoredRelease): ReadonlyMap<string, string | null> {
  const known = redirectIndexes.get(release)
  if (known) return known
  const index = new Map(release.record.redirects.map(({ from, to }) => [from, to]))
  redirectIndexes.set(release, index)
  return index
}

function redirectTo(response: ServerResponse, location: string, doors: Doors): void {
  // Short-lived: staff may take a redirect back, and browsers keep a 301 for good otherwise.
  const headers = { location, 'cache-control': 'max-age=300', 'content-length': 0 }
  response.writeHead(301, { ...commonHeaders(doors), ...headers }).end()
}

/** The path of a request's target, decoded, and its query. A target that is no path, which only hand-made requests have, counts as the home page. */
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
