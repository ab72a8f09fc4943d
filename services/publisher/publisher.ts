import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from './clock.ts'
import { takeRequests } from './commands/take-requests.ts'
import { toHealth } from './health.ts'
import type { Log } from './log.ts'
import { type Preview, startPreview } from './preview/preview.ts'
import type { PublishResult } from './publish/publish-result.ts'
import type { PublisherSettings } from './publisher-settings.ts'
import type { Finisher } from './releases/finish-file.ts'
import { createMetrics, type Metrics } from './serve/metrics.ts'
import { close, createPublicServer, listen } from './serve/public-server.ts'
import { createSendJson } from './serve/send-json.ts'
import { createSiteHandler } from './serve/site-handler.ts'
import { openSiteFolder, type SiteFolder } from './site-folder.ts'
import { createWebhookHandler } from './webhooks/webhook-handler.ts'

export type PublisherOptions = {
  settings: Pick<
    PublisherSettings,
    | 'host'
    | 'port'
    | 'folder'
    | 'siteUrl'
    | 'studioUrl'
    | 'webhookSecret'
    | 'keepReleases'
    | 'compareEveryMs'
    | 'maxRemovedShare'
  > &
    Partial<Pick<PublisherSettings, 'preview' | 'metricsToken'>>
  clock: Clock
  client: SanityClient
  renderer: Renderer
  log: Log
  /** Finishes rendered files; by default with threads of its own. Ends with the publisher. */
  finisher?: Finisher
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
  const seen: { inUse(): ReadonlySet<string>; onResult(result: PublishResult): void } = {
    inUse: () => new Set(),
    onResult() {},
  }
  const site = await openSiteFolder({
    ...options,
    job: 'publisher',
    inUse: () => seen.inUse(),
    onResult: result => seen.onResult(result),
  })
  const { publishing } = site
  const origins = { siteUrl: settings.siteUrl, studioUrl: settings.studioUrl }
  const metrics = createMetrics({
    now: clock.now,
    pendingChanges: publishing.pendingCount,
    lastComparison: publishing.lastComparison,
    publishedAt: () => publishing.current()?.record.publishedAt ?? null,
    nextChangeAt: publishing.nextChangeAt,
    state: () => publishing.state().state,
  })
  const siteHandler = createSiteHandler({
    origins,
    isImmutable: options.renderer.isImmutable,
    current: publishing.current,
    earlier: site.earlier,
    now: options.clock.now,
  })
  seen.inUse = siteHandler.inUse
  seen.onResult = metrics.onResult
  const server = createServers(options, site, metrics, siteHandler)
  let stopping: Promise<void> | null = null
  let preview: Preview | null = null
  let stopTaking = async () => {}

  try {
    const port = await listen(server, settings.port, settings.host)
    const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
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
    metrics.stop()
    const closing = server.listening ? close(server) : Promise.resolve()
    await Promise.all([closing, preview?.stop(), publishing.stop()])
    await stopTaking()
    await site.close()
  }
}

/** Starts the preview if the settings have one. */
function startStaffPreview(options: PublisherOptions, published: () => Snapshot | null): Preview | null {
  const { settings } = options
  if (!settings.preview) return null
  return startPreview({
    ...options,
    ...settings,
    ...settings.preview,
    secret: settings.webhookSecret,
    published,
  })
}

function createServers(
  { settings, clock, log }: PublisherOptions,
  site: SiteFolder,
  metrics: Metrics,
  siteHandler: ReturnType<typeof createSiteHandler>,
) {
  const { publishing } = site
  const origins = { siteUrl: settings.siteUrl, studioUrl: settings.studioUrl }
  const sendJson = createSendJson(origins)
  const handleWebhook = createWebhookHandler({
    secret: settings.webhookSecret,
    clock,
    log,
    answer: sendJson,
    announce: publishing.announce,
    onVerdict: metrics.onVerdict,
  })
  return createPublicServer({
    origins,
    log,
    sendJson,
    handleWebhook,
    handleSite: siteHandler.answer,
    health: document => toHealth(site, document),
    metrics: metrics.toText,
    metricsToken: settings.metricsToken ?? null,
    onResponse: metrics.onResponse,
  })
}
