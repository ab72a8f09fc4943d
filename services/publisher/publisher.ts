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
import type { SiteServerSettings } from './serve/site-server.ts'
import type { startSiteThread } from './serve/start-site-thread.ts'
import { createServing } from './serving.ts'
import { openSiteFolder, type SiteFolder } from './site-folder.ts'

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
    Partial<Pick<PublisherSettings, 'socket' | 'preview' | 'metricsToken' | 'logLevel'>>
  clock: Clock
  client: SanityClient
  /** It may still be being built: the live release is served until it is there, and if it cannot be loaded. */
  renderer: Renderer | Promise<Renderer>
  log: Log
  /** Ends a start that waits for the renderer. */
  signal?: AbortSignal
  /** Called once patients are answered. */
  onServing?(url: string): void
  /** Called before the pages of a release are made. */
  onMaking?(): void
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
  const { settings, clock, signal = new AbortController().signal, onServing = () => {} } = options
  const serving = createServing({ ...options, settings: pickServerSettings(settings) })
  let site: SiteFolder | null = null
  let preview: Preview | null = null
  let stopTaking = async () => {}
  let stopping: Promise<void> | null = null

  try {
    site = await openSiteFolder({
      ...options,
      job: 'publisher',
      renderer: (live, pause) => serving.openWith(live, pause, { ...options, signal, onServing }),
      show: serving.show,
      forget: serving.forget,
      onResult: result => metrics.onResult(result),
    })
    const opened = site
    const { publishing } = opened
    const metrics = createPublishingMetrics({
      now: clock.now,
      pendingChanges: publishing.pendingCount,
      lastComparison: publishing.lastComparison,
      publishedAt: () => publishing.current()?.record.publishedAt ?? null,
      nextChangeAt: publishing.nextChangeAt,
      state: () => publishing.state().state,
      isUpgradeRefused: () => isUpgradeRefused(publishing.state().problems),
    })
    const url = serving.attach({
      announce: publishing.announce,
      health: document => toHealth(opened, document),
      metrics: metrics.toText,
    })
    // Patients first: the preview waits for the Content Lake.
    preview = startStaffPreview({ ...options, renderer: await options.renderer }, publishing.content)
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
    await Promise.all([serving.close(), preview?.stop(), site?.publishing.stop()])
    await stopTaking()
    // Before the folder is closed: the last one to close a database tidies it up, and must be able to write.
    await serving.end()
    await site?.close()
  }
}

/** What the site's server is told of the settings: a message to a thread carries no functions. */
function pickServerSettings(settings: PublisherOptions['settings']): Omit<SiteServerSettings, 'live'> {
  const { host, port, folder, siteUrl, studioUrls, webhookSecret, keepReleases } = settings
  const { socket = null, metricsToken = null, logLevel = 'info' } = settings
  return {
    host,
    port,
    socket,
    folder,
    siteUrl,
    studioUrls,
    webhookSecret,
    keepReleases,
    metricsToken,
    logLevel,
  }
}

/** Starts the preview if the settings have one. */
function startStaffPreview(
  options: PublisherOptions & { renderer: Renderer },
  published: () => Snapshot | null,
): Preview | null {
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
