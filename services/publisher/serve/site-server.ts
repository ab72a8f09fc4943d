import { isImmutable } from '#src/hosts/headers.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PublisherSettings } from '../publisher-settings.ts'
import type { Announced } from '../webhooks/webhook.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import { createServerMetrics } from './metrics.ts'
import { close, createPublicServer, type Health, listen } from './public-server.ts'
import type { ReleaseUpdate } from './release-update.ts'
import { createSendJson } from './send-json.ts'
import { openServedReleases } from './served-releases.ts'
import { createSiteHandler } from './site-handler.ts'

export type SiteServerSettings = Pick<
  PublisherSettings,
  'host' | 'port' | 'folder' | 'siteUrl' | 'studioUrls' | 'webhookSecret' | 'metricsToken' | 'keepReleases'
> & {
  logLevel: string
  socket: PublisherSettings['socket']
  /** The release to begin with; null while there is none. */
  live: string | null
}

/** What the server asks of publishing, and tells it. */
export type PublishingSide = {
  /** A genuine webhook came. */
  announce(change: Announced): void
  /** `document` is the id of a document to report on; null for none. */
  health(document: string | null): Health | Promise<Health>
  /** In Prometheus' text format. */
  metrics(): string | Promise<string>
}

export type SiteServer = {
  /** Where it listens. */
  port: number
  /** Serves a release of the folder from now on; `update` says how it differs from another, null: it has to be read. */
  show(name: string, update: ReleaseUpdate | null): Promise<void>
  /** Releases whose files are about to be removed. */
  forget(names: readonly string[]): Promise<void>
  /** Accepts no more requests and finishes open ones; takes five seconds at most. */
  close(): Promise<void>
  /** Lets go of the folder, once `close` has resolved. */
  end(): Promise<void>
}

/**
 * Serves a publisher's folder on this thread: the live release, webhooks and health. It reads releases from the disk and
 * changes nothing there.
 */
export async function startSiteServer(
  settings: SiteServerSettings,
  { clock, log, publishing }: { clock: Clock; log: Log; publishing: PublishingSide },
): Promise<SiteServer> {
  const { siteUrl, studioUrls, folder, keepReleases } = settings
  const origins = { siteUrl, studioUrls }
  const sendJson = createSendJson(origins)
  const metrics = createServerMetrics()
  const releases = openServedReleases({ folder, keepReleases, now: clock.now })
  if (settings.live !== null) releases.show(settings.live, null)
  const server = createPublicServer({
    origins,
    log,
    sendJson,
    handleWebhook: createWebhookHandler({
      secret: settings.webhookSecret,
      clock,
      log,
      answer: sendJson,
      announce: publishing.announce,
      onVerdict: metrics.onVerdict,
    }),
    handleSite: createSiteHandler({ origins, isImmutable, releases, now: clock.now }),
    health: publishing.health,
    metrics: async () => (await publishing.metrics()) + metrics.toText(),
    metricsToken: settings.metricsToken,
    onResponse: metrics.onResponse,
  })
  return {
    port: await listen(server, settings),
    show: async (name, update) => releases.show(name, update),
    forget: async names => releases.forget(names),
    async close() {
      metrics.stop()
      await close(server)
    },
    end: async () => releases.close(),
  }
}
