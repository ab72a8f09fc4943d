import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import type { Renderer } from '#renderer/contract.ts'
import { closeToOthers } from '#services/shared/close-to-others.ts'
import { type Holder, takeFolder } from '#services/shared/folder-lock.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { findPause, findPauseFile, type Pause } from './publish/pause.ts'
import type { PublishResult } from './publish/publish-result.ts'
import { createPublishing } from './publish/publishing.ts'
import type { Cause } from './publish/publishing-options.ts'
import type { PublisherSettings } from './publisher-settings.ts'
import { findServable, getRollbackTarget } from './releases/choose-release.ts'
import { createFinisher, type Finisher } from './releases/finish-file.ts'
import { openHistory, releasesBefore } from './releases/release-history.ts'
import { openReleaseStore, type ReleaseStore, type StoredRelease } from './releases/release-store.ts'

export type SiteFolderOptions = {
  settings: Pick<
    PublisherSettings,
    'folder' | 'siteUrl' | 'studioUrls' | 'keepReleases' | 'compareEveryMs' | 'maxRemovedShare'
  >
  /** The kind of process, shown to others that find the folder in use. */
  job: Holder['job']
  clock: Clock
  client: SanityClient
  /** Or how to wait for one, with the release to serve meanwhile; null while there is none. */
  renderer: Renderer | ((live: StoredRelease | null, pause: Pause | null) => Promise<Renderer>)
  log: Log
  /** Called once a release is live on disk: resolves when it is served. */
  show?(release: StoredRelease): Promise<void>
  /** Called with releases that were removed, before their files are. */
  forget?(names: readonly string[]): Promise<void>
  onMaking?(): void
  onResult?(result: PublishResult): void
  /** Finishes rendered files; by default with threads of its own. Ends with the folder. */
  finisher?: Finisher
}

export type SiteFolder = Awaited<ReturnType<typeof openSiteFolder>>

/**
 * Opens a publisher's folder exclusively: its releases and publishing.
 * @throws FolderInUseError
 */
export async function openSiteFolder(options: SiteFolderOptions) {
  const { settings, clock, log } = options
  const { folder, siteUrl, studioUrls } = settings
  await mkdir(folder, { recursive: true, mode: 0o700 })
  closeToOthers(folder)
  const lock = await takeFolder(folder, options.job, clock.now())
  try {
    return await open()
  } catch (error) {
    lock.release()
    throw error
  }

  async function open() {
    const store = await openReleaseStore(folder, log)
    try {
      return await openWith(store)
    } catch (error) {
      await store.close()
      throw error
    }
  }

  async function openWith(store: ReleaseStore) {
    const pause = await findPause(findPauseFile(folder), clock.now())
    // Earlier versions kept webhooks there.
    await rm(join(folder, 'webhooks.ndjson'), { force: true })
    const history = await openHistory(folder)
    const found = await findServable(store, pause, history.entries(), log)
    const closing = new AbortController()
    /** Removed releases whose files are not swept yet. */
    let unswept = 0
    let pruning: Promise<void> = Promise.resolve()
    let rolling: Promise<unknown> = Promise.resolve()
    /** Rollbacks that are waiting or running. */
    let rollbacks = 0
    if (found.release && history.entries().at(-1)?.release !== found.release.name) {
      note(found.release, found.damaged ? 'repair' : 'publish', { reasons: [], documents: undefined })
    }

    const renderer =
      typeof options.renderer === 'function' ? await options.renderer(found.release, pause) : options.renderer
    const finisher = options.finisher ?? createFinisher()
    const publishing = createPublishing(
      {
        ...options,
        renderer,
        store,
        finisher,
        pause,
        folder,
        siteUrl,
        studioUrl: studioUrls[0],
        maxRemovedShare: settings.maxRemovedShare,
        compareEveryMs: settings.compareEveryMs,
        async makeLive(release) {
          store.makeLive(release)
          await options.show?.(release)
        },
        onLive(release, cause) {
          note(release, cause.reasons ? 'publish' : 'rollback', cause)
          startPruning(prune)
        },
      },
      found.release,
    )

    startPruning(() => store.sweep(found.release))
    startPruning(() => store.removeTakenOver(closing.signal))

    function note(
      release: StoredRelease,
      by: 'publish' | 'rollback' | 'repair',
      { reasons, documents }: Cause,
    ): void {
      const { timeZone } = release.record
      try {
        history.add({
          at: clock.now().toString(),
          release: release.name,
          by,
          reasons: [...(reasons ?? [])],
          timeZone,
          documents,
        })
      } catch (error) {
        log.warn({ err: error }, 'The history of releases cannot be written')
      }
    }

    function startPruning(work: () => Promise<void>): void {
      pruning = pruning
        .then(work)
        .catch((error: unknown) => log.warn({ err: error }, 'Old releases could not be removed'))
    }

    /** Removes the oldest releases, but for those that are served or gone back to; their files later. */
    async function prune(): Promise<void> {
      const names = await store.list()
      // Nothing is awaited between this look at who needs what, and the removal.
      const live = publishing.current()
      // After a rollback, the next rollback's target may be the oldest release.
      const back = releasesBefore(live?.name ?? null, names, history.entries()).slice(-1)
      const needed = new Set([...(live ? [live.name] : []), ...back])
      const oldest = rollbacks > 0 ? [] : names.slice(0, Math.max(0, names.length - settings.keepReleases))
      const removed = oldest.filter(name => !needed.has(name))
      store.remove(removed)
      await options.forget?.(removed)
      unswept += removed.length
      if (unswept < settings.keepReleases) return
      unswept = 0
      await store.sweep(live)
    }

    async function rollBack(name: string | null): Promise<{ release: StoredRelease; from: string | null }> {
      const live = publishing.current()
      const target = await getRollbackTarget(store, live?.name ?? null, name, history.entries())
      await publishing.rollBack(target)
      return { release: target, from: live?.name ?? null }
    }

    return {
      publishing,
      /** Whether the live release was damaged and an older one is served. */
      damaged: found.damaged,
      shownSince: history.shownSince,

      /** Publishes on a person's command. */
      async publish(how: { acceptRemoval: boolean }): Promise<PublishResult> {
        await rolling.catch(() => {})
        return await publishing.publish(how)
      },

      /**
       * Goes back to the named release, or to the previous one.
       * @throws RollbackError that says which there are.
       */
      rollBack(name: string | null): Promise<{ release: StoredRelease; from: string | null }> {
        rollbacks += 1
        const next = rolling
          .catch(() => {})
          .then(() => rollBack(name))
          .finally(() => {
            rollbacks -= 1
          })
        rolling = next
        return next
      },

      async whenQuiet(): Promise<void> {
        await publishing.whenQuiet()
        await pruning
      },

      /** Stops publishing and releases the folder. */
      async close(): Promise<void> {
        closing.abort()
        await publishing.stop()
        await rolling.catch(() => {})
        await finisher[Symbol.asyncDispose]()
        await pruning
        await store.close()
        lock.release()
      },
    }
  }
}
