import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from './clock.ts'
import { takeRequests } from './commands/take-requests.ts'
import { toHealth } from './health.ts'
import type { Log } from './log.ts'
import { type Preview, startPreview } from './preview/preview.ts'
import { isUpgradeRefused } from './publish/check-upgrade.ts'
import type { PublisherSettings } from './publisher-settings.ts'
import type { Finisher } from './releases/finish-file.ts'
import { createPublishingMetrics } from './serve/metrics.ts'
import type { SiteServer, SiteServerSettings } from './serve/site-server.ts'
import { startSiteThread } from './serve/start-site-thread.ts'
import { openSiteFolder } from './site-folder.ts'

export type PublisherOptions = {
  settings: Pick<
    PublisherSettings,
    | 'host'
    | 'port'
    | 'folder'
    | 'siteUrl'
    | 'studioUrls'
    | 'webhookSecret'
    | 'keepReleases'
    | 'compareEveryMs'
    | 'maxRemovedShare'
  > &
    Partial<Pick<PublisherSettings, 'preview' | 'metricsToken' | 'logLevel'>>
  clock: Clock
  client: SanityClient
  renderer: Renderer
  log: Log
  /** Finishes rendered files; by default with threads of its own. Ends with the publisher. */
  finisher?: Finisher
  /** Serves the site; by default on a thread of its own. */
  startServer?: typeof startSiteThread
}

export type Publisher = AsyncDisposable & {
  /** The origin at which it listens on this machine. */
  url: string
  /** The origin of the preview; null while it is not open. */
  previewUrl(): string | null
  /** Resolves once no publish is running or waiting. */
  whenQuiet(): Promise<void>
  /** Finishes open requests; takes five seconds at most. */
  stop(): Promise<void>
}

/**
 * Keeps the public site equal to what is published. `start` resolves once the server answers: with the live release, or
 * with a waiting page until there is a first one.
 */
export function createPublisher(options: PublisherOptions): { start(): Promise<Publisher> } {
  return { start: () => start(options) }
}

async function start(options: PublisherOptions): Promise<Publisher> {
  const { settings, clock } = options
  let server: SiteServer | null = null
  let preview: Preview | null = null
  let stopTaking = async () => {}
  let stopping: Promise<void> | null = null
  const site = await openSiteFolder({
    ...options,
    job: 'publisher',
    show: async name => await server?.show(name),
    forget: async names => await server?.forget(names),
    onResult: result => metrics.onResult(result),
  })
  const { publishing } = site
  const metrics = createPublishingMetrics({
    now: clock.now,
    pendingChanges: publishing.pendingCount,
    lastComparison: publishing.lastComparison,
    publishedAt: () => publishing.current()?.record.publishedAt ?? null,
    nextChangeAt: publishing.nextChangeAt,
    state: () => publishing.state().state,
    isUpgradeRefused: () => isUpgradeRefused(publishing.state().problems),
  })

  try {
    server = await (options.startServer ?? startSiteThread)(
      {
        ...pickServerSettings(settings),
        live: publishing.current()?.name ?? null,
      },
      {
        announce: publishing.announce,
        health: document => toHealth(site, document),
        metrics: metrics.toText,
      },
    )
    const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${server.port}`
    // Patients first: the preview waits for the Content Lake.
    preview = startStaffPreview(options, publishing.content)
    await publishing.start({ isDamaged: site.damaged })
    stopTaking = takeRequests({ ...options, folder: settings.folder, site })
    await preview?.tried
    return {
      url,
      previewUrl: () => preview?.url() ?? null,
      whenQuiet: site.whenQuiet,
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }

  function stop(): Promise<void> {
    stopping ??= finish()
    return stopping
  }

  async function finish(): Promise<void> {
    await Promise.all([server?.close(), preview?.stop(), publishing.stop()])
    await stopTaking()
    const ending = server
    server = null
    // Before the folder is closed: the last one to close a database tidies it up, and must be able to write.
    await ending?.end()
    await site.close()
  }
}

/** What the site's server is told of the settings: a message to a thread carries no functions. */
function pickServerSettings(settings: PublisherOptions['settings']): Omit<SiteServerSettings, 'live'> {
  const { host, port, folder, siteUrl, studioUrls, webhookSecret, keepReleases } = settings
  const { metricsToken = null, logLevel = 'info' } = settings
  return { host, port, folder, siteUrl, studioUrls, webhookSecret, keepReleases, metricsToken, logLevel }
}

/** Starts the preview if the settings have one. */
function startStaffPreview(options: PublisherOptions, published: () => Snapshot | null): Preview | null {
  const { settings } = options
  if (!settings.preview) return null
  return startPreview({
    ...options,
    ...settings,
    ...settings.preview,
    studioUrl: settings.studioUrls[0] ?? null,
    secret: settings.webhookSecret,
    published,
  })
}
