import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { type Clock, wait } from '../clock.ts'
import type { Log } from '../log.ts'
import { close, listen } from '../serve/public-server.ts'
import { cookiePolicy } from './cookie-policy.ts'
import { createDraftContent } from './draft-content.ts'
import { createEntrance } from './entrance.ts'
import { createOpenPages } from './open-pages.ts'
import { createPreviewPages } from './preview-page.ts'
import { createPreviewServer } from './preview-server.ts'
import { createSessions } from './sessions.ts'

export type PreviewOptions = {
  host: string
  port: number
  /** The origin that staff use; null for this machine's own. */
  url: string | null
  siteUrl: string
  studioUrl: string | null
  /** What links into the preview are signed with. */
  secret: string
  clock: Clock
  /** Must have the right to read drafts. */
  client: SanityClient
  renderer: Renderer
  log: Log
  /** What is published, as far as it is at hand. */
  published(): Snapshot | null
}

export type Preview = {
  /** The origin that staff use; null while it is not open. */
  url(): string | null
  /** Resolves after the first attempt to open it. */
  tried: Promise<void>
  /** Ends open pages and finishes requests; takes four seconds at most. */
  stop(): Promise<void>
}

/** How long the Content Lake may take to say whether the token reads drafts, in milliseconds. */
const requestTimeoutMs = 2000

/** Waits between attempts, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000]

type Opened = { url: string; stop(): Promise<void> }

/**
 * Opens the preview, where staff see drafts as patients would. While the token may not read drafts, or the port is taken,
 * the site runs without; the log says why, and it is tried again until it works.
 */
export function startPreview(options: PreviewOptions): Preview {
  const { clock, log } = options
  const stopping = new AbortController()
  const tried = Promise.withResolvers<void>()
  let opened: Opened | null = null
  let logged = ''

  async function keepTrying(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      try {
        opened = await open(options)
        return
      } catch (error) {
        const fault = error instanceof Error ? error.message : String(error)
        if (fault !== logged) log.warn({ err: error }, `The preview is off: ${fault}`)
        logged = fault
      } finally {
        tried.resolve()
      }
      const delayMs = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0
      // Rejects only when stopping.
      await wait(clock, delayMs, stopping.signal).catch(() => {})
    }
  }

  const trying = keepTrying()
  return {
    url: () => opened?.url ?? null,
    tried: tried.promise,
    async stop() {
      stopping.abort()
      await trying
      await opened?.stop()
    },
  }
}

/** @throws Error that says why it cannot be opened and what to do. */
async function open(options: PreviewOptions): Promise<Opened> {
  if (await isRefused(options.client)) {
    throw new Error('the key may not read drafts. Set SANITY_API_READ_TOKEN to one that may (Viewer).')
  }
  const { server, content, openPages } = createServer(options)
  const { host, port: wanted } = options
  // No more than these: a socket that was passed on is the site's.
  const port = await listen(server, { host, port: wanted }).catch((cause: unknown) => {
    throw new Error(
      `nothing can be served at ${host}, port ${wanted}. Set PREVIEW_PORT to a free one, to 0 for any, or to off.`,
      { cause },
    )
  })
  const url = options.url ?? `http://localhost:${port}`
  options.log.info({ url }, 'The preview of drafts is open')
  return {
    url,
    async stop() {
      content.stop()
      openPages.stop()
      await close(server)
    },
  }
}

function createServer(options: PreviewOptions) {
  const { clock, client, renderer, log, siteUrl, studioUrl } = options
  const sessions = createSessions({ clock, cookie: cookiePolicy(options.url, studioUrl) })
  const pages = createPreviewPages({ renderer, siteUrl, client })
  const content = createDraftContent({
    client,
    renderer,
    clock,
    log,
    studioUrl: studioUrl ?? undefined,
    published: options.published,
    onChange: (_, after) => openPages.onMoment(after),
    onFollowing: () => openPages.onStatusChange(),
    isWatched: () => openPages.size() > 0,
  })
  const openPages = createOpenPages({
    renderer,
    pages,
    siteUrl,
    clock,
    log,
    isOpen: sessions.isOpen,
    isFollowing: content.isFollowing,
    latest: content.latest,
    published: options.published,
  })
  const entrance = createEntrance({ client, clock, secret: options.secret })
  const lakeUrl = client.config().apiHost
  const server = createPreviewServer({
    ...options,
    content,
    pages,
    openPages,
    renderer,
    sessions,
    entrance,
    lakeUrl,
  })
  return { server, content, openPages }
}

/** Whether the Content Lake refuses the token. One that does not answer may do so later. */
async function isRefused(client: SanityClient): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(requestTimeoutMs)
    await client.fetch('*[0...1]{_id}', {}, { perspective: 'drafts', useCdn: false, signal })
    return false
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null
    return status === 401 || status === 403
  }
}
