import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from './clock.ts'
import { createCommandDoor } from './commands/command-door.ts'
import { healthOf } from './health.ts'
import type { Log } from './log.ts'
import { type Preview, startPreview } from './preview/preview.ts'
import type { Outcome } from './publish/outcome.ts'
import { createAnswerJson } from './serve/answer-json.ts'
import { createMetrics, type Metrics } from './serve/metrics.ts'
import { close, createDoorServer, listen } from './serve/server.ts'
import { createSiteDoor } from './serve/site-door.ts'
import type { PublisherSettings } from './settings.ts'
import { openSiteFolder, type SiteFolder } from './site-folder.ts'
import { createHookDoor } from './webhooks/hook-door.ts'

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
  /** Removes the folders of old releases; another process does, unless a test says otherwise. */
  removeFolders?(folders: readonly string[]): Promise<void>
}

export type Publisher = AsyncDisposable & {
  /** The origin it answers at on this machine. */
  url: string
  /** The origin at which staff see drafts; null while there is no such door. */
  previewUrl(): string | null
  /** Resolves once no publish runs or waits. */
  whenQuiet(): Promise<void>
  /** Finishes the requests under way; takes five seconds at most. */
  stop(): Promise<void>
}

/**
 * Keeps the site that patients see equal to what is published. `start` resolves once the door answers: with the release
 * that was live before, or with a page that asks for patience until there is a first one.
 */
export function createPublisher(options: PublisherOptions): { start(): Promise<Publisher> } {
  return { start: () => start(options) }
}

async function start(options: PublisherOptions): Promise<Publisher> {
  const { settings, clock } = options
  const seen: { inUse(): ReadonlySet<string>; onOutcome(outcome: Outcome): void } = {
    inUse: () => new Set(),
    onOutcome() {},
  }
  const site = await openSiteFolder({
    ...options,
    job: 'publisher',
    inUse: () => seen.inUse(),
    onOutcome: outcome => seen.onOutcome(outcome),
  })
  const { publishing, journal } = site
  const doors = { siteUrl: settings.siteUrl, studioUrl: settings.studioUrl }
  const metrics = createMetrics({
    now: clock.now,
    pendingWebhooks: journal.pendingCount,
    lastComparison: publishing.lastComparison,
    publishedAt: () => publishing.current()?.record.publishedAt ?? null,
    nextChangeAt: publishing.nextChangeAt,
    state: () => publishing.state().state,
  })
  const siteDoor = createSiteDoor({
    doors,
    isImmutable: options.renderer.isImmutable,
    current: publishing.current,
    earlier: site.earlier,
    now: options.clock.now,
  })
  seen.inUse = siteDoor.inUse
  seen.onOutcome = metrics.onOutcome
  const server = createDoors(options, site, metrics, siteDoor)
  let stopping: Promise<void> | null = null
  let preview: Preview | null = null

  try {
    const port = await listen(server, settings.port, settings.host)
    const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
    // Patients come first: staff's door waits for a word from the Content Lake.
    preview = startStaffDoor(options, publishing.content)
    await site.announce(originOnThisMachine(settings.host, port))
    await publishing.start()
    if (site.damaged) publishing.request('start')
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
    await site.close()
  }
}

/** The door at which staff see drafts, where the settings have one. */
function startStaffDoor(options: PublisherOptions, published: () => Snapshot | null): Preview | null {
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

function createDoors(
  { settings, clock, log }: PublisherOptions,
  site: SiteFolder,
  metrics: Metrics,
  siteDoor: ReturnType<typeof createSiteDoor>,
) {
  const { publishing, journal } = site
  const doors = { siteUrl: settings.siteUrl, studioUrl: settings.studioUrl }
  const answerJson = createAnswerJson(doors)
  const secret = settings.webhookSecret
  const takeWebhook = createHookDoor({
    secret,
    clock,
    journal,
    log,
    answer: answerJson,
    onNoted: () => publishing.request('webhook'),
    onVerdict: metrics.onVerdict,
  })
  const takeCommand = createCommandDoor({ secret, clock, journal, site, doors, log, answer: answerJson })
  return createDoorServer({
    doors,
    log,
    answerJson,
    takeWebhook,
    takeCommand,
    answerSite: siteDoor.answer,
    health: document => healthOf(site, document),
    metrics: metrics.toText,
    metricsToken: settings.metricsToken ?? null,
    onAnswer: metrics.onAnswer,
  })
}

/** Where a program on this machine reaches a server that listens at `host`. */
function originOnThisMachine(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
