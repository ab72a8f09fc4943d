import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import type { Clock } from './clock.ts'
import { createHookDoor } from './hooks/hook-door.ts'
import { openJournal } from './hooks/journal.ts'
import { freshForMs } from './hooks/webhook.ts'
import type { Log } from './log.ts'
import { openHold } from './publishing/hold.ts'
import { createPublishing } from './publishing/publishing.ts'
import { findPrunable, removeInBackground } from './releases/prune.ts'
import { openReleaseStore, type ReleaseStore, type StoredRelease } from './releases/release-store.ts'
import type { Renderer } from './renderer.ts'
import { close, createDoorServer, type Health, listen } from './serving/server.ts'
import { createSiteDoor } from './serving/site-door.ts'
import type { PublisherSettings } from './settings.ts'

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
  >
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
  const { settings, clock, client, renderer, log } = options
  const { folder, siteUrl, studioUrl } = settings
  await mkdir(folder, { recursive: true })
  const store = await openReleaseStore(folder)
  const journal = await openJournal(join(folder, 'webhooks.ndjson'), clock.now(), freshForMs)
  const hold = await openHold(folder, clock.now())
  const earlier: StoredRelease[] = []
  const found = await findServable(store, log)
  let pruning: Promise<void> | null = null

  const publishing = createPublishing(
    {
      clock,
      client,
      renderer,
      store,
      journal,
      hold,
      log,
      folder,
      siteUrl,
      studioUrl: studioUrl ?? undefined,
      maxRemovedShare: settings.maxRemovedShare,
      compareEveryMs: settings.compareEveryMs,
      onLive(_, previous) {
        if (previous) earlier.unshift(previous)
        earlier.splice(settings.keepReleases - 1)
        pruning ??= prune().finally(() => {
          pruning = null
        })
      },
    },
    found.release,
  )
  const doors = { siteUrl, studioUrl }
  const site = createSiteDoor({ doors, current: publishing.current, earlier: () => earlier })
  const takeWebhook = createHookDoor({
    secret: settings.webhookSecret,
    clock,
    journal,
    log,
    onNoted: () => publishing.request('webhook'),
  })
  const server = createDoorServer({ doors, log, takeWebhook, answerSite: site.answer, health })

  function health(): Health {
    const live = publishing.current()
    const { problems, progress, reason, since, state } = publishing.state()
    const body = {
      status: live ? (state === 'failed' ? 'stale' : 'ok') : 'no release yet',
      release: live?.record.release ?? null,
      publishedAt: live?.record.publishedAt ?? null,
      nextChangeAt: publishing.nextChangeAt()?.toString() ?? null,
      state,
      since,
      reason,
      problems,
      progress,
      pending: journal.pending().length,
      comparison: publishing.lastComparison(),
    }
    return { status: live ? 200 : 503, body }
  }

  async function prune(): Promise<void> {
    const live = publishing.current()
    const needed = new Set([...site.inUse(), ...(live ? [live.name] : [])])
    try {
      const names = await findPrunable(store, settings.keepReleases, needed)
      const remove = options.removeFolders ?? removeInBackground
      if (names.length > 0) await remove(names.map(name => join(folder, 'releases', name)))
    } catch (error) {
      log.warn({ err: error }, 'Old releases could not be removed')
    }
  }

  const port = await listen(server, settings.port, settings.host)
  await publishing.start()
  if (found.damaged) publishing.request('start')

  async function stop(): Promise<void> {
    await Promise.all([close(server), publishing.stop()])
    await pruning
    await journal[Symbol.asyncDispose]()
  }

  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    whenQuiet: async () => {
      await publishing.whenQuiet()
      await pruning
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** The live release, or, when that is damaged, the newest that is whole: an older page is better than none. */
async function findServable(
  store: ReleaseStore,
  log: Log,
): Promise<{ release: StoredRelease | null; damaged: boolean }> {
  try {
    return { release: await store.findLive(), damaged: false }
  } catch (error) {
    log.error(
      { err: error },
      'The live release is damaged; an older one takes its place until it is made anew',
    )
  }
  for (const name of (await store.list()).toReversed()) {
    try {
      const release = await store.get(name)
      await store.makeLive(release)
      return { release, damaged: true }
    } catch (error) {
      log.warn({ err: error, release: name }, 'This release is damaged too')
    }
  }
  return { release: null, damaged: true }
}
