import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import type { Renderer } from '#renderer/contract.ts'
import { closeToOthers } from '#services/shared/close-to-others.ts'
import { type Holder, takeFolder } from '#services/shared/folder-lock.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { findPause, findPauseFile } from './publish/pause.ts'
import type { PublishResult } from './publish/publish-result.ts'
import { createPublishing } from './publish/publishing.ts'
import type { Cause } from './publish/publishing-options.ts'
import type { PublisherSettings } from './publisher-settings.ts'
import { findServable, getRollbackTarget } from './releases/choose-release.ts'
import { createFinisher, type Finisher } from './releases/finish-file.ts'
import { findPrunable, linkInBackground, removeInBackground } from './releases/prune.ts'
import { openHistory, releasesBefore } from './releases/release-history.ts'
import { openReleaseStore, type StoredRelease } from './releases/release-store.ts'

export type SiteFolderOptions = {
  settings: Pick<
    PublisherSettings,
    'folder' | 'siteUrl' | 'studioUrl' | 'keepReleases' | 'compareEveryMs' | 'maxRemovedShare'
  >
  /** The kind of process, shown to others that find the folder in use. */
  job: Holder['job']
  clock: Clock
  client: SanityClient
  renderer: Renderer
  log: Log
  /** Names of releases that are being read and must not be removed. */
  inUse?(): ReadonlySet<string>
  onResult?(result: PublishResult): void
  /** Finishes rendered files; by default with threads of its own. Ends with the folder. */
  finisher?: Finisher
  /** Removes the folders of old releases; by default in another process. */
  removeFolders?(folders: readonly string[]): Promise<void>
}

/** From this many files on, links for the next release are made in advance by another process. */
const manyFiles = 1000

/** A replaced release. */
export type EarlierRelease = { release: StoredRelease; replacedAt: Temporal.Instant }

export type SiteFolder = Awaited<ReturnType<typeof openSiteFolder>>

/**
 * Opens a publisher's folder exclusively: its releases and publishing.
 * @throws FolderInUseError
 */
export async function openSiteFolder(options: SiteFolderOptions) {
  const { settings, clock, log } = options
  const { folder, siteUrl, studioUrl } = settings
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
    const store = await openReleaseStore(folder)
    const pause = await findPause(findPauseFile(folder), clock.now())
    // Earlier versions kept webhooks there.
    await rm(join(folder, 'webhooks.ndjson'), { force: true })
    const history = await openHistory(folder)
    const found = await findServable(store, pause, history.entries(), log)
    const earlier: EarlierRelease[] = []
    /** Releases that are no longer kept, whose folders may be reused. */
    const retired = new Map<string, StoredRelease>()
    let pruning: Promise<void> | null = null
    let rolling: Promise<unknown> = Promise.resolve()
    if (found.release && history.entries().at(-1)?.release !== found.release.name) {
      note(found.release, found.damaged ? 'repair' : 'publish', { reasons: [], documents: undefined })
    }

    const finisher = options.finisher ?? createFinisher()
    const publishing = createPublishing(
      {
        ...options,
        store,
        finisher,
        pause,
        folder,
        siteUrl,
        studioUrl: studioUrl ?? undefined,
        maxRemovedShare: settings.maxRemovedShare,
        compareEveryMs: settings.compareEveryMs,
        onLive(release, previous, cause) {
          note(release, cause.reasons ? 'publish' : 'rollback', cause)
          retired.delete(release.name)
          leaveOut(new Set([release.name, previous?.name]))
          if (previous) earlier.unshift({ release: previous, replacedAt: clock.now() })
          for (const each of earlier.splice(settings.keepReleases - 1)) {
            retired.set(each.release.name, each.release)
          }
          pruning ??= prune().finally(() => {
            pruning = null
          })
        },
      },
      found.release,
    )

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

    function leaveOut(names: ReadonlySet<string | undefined>): void {
      for (const [index, { release }] of [...earlier.entries()].toReversed()) {
        if (names.has(release.name)) earlier.splice(index, 1)
      }
    }

    async function prune(): Promise<void> {
      const live = publishing.current()
      try {
        // After a rollback, the next rollback's target may be the oldest release.
        const back = releasesBefore(live?.name ?? null, await store.list(), history.entries()).slice(-1)
        const needed = new Set([...(options.inUse?.() ?? []), ...(live ? [live.name] : []), ...back])
        const names = new Set(await findPrunable(store, settings.keepReleases, needed))
        leaveOut(names)
        for (const name of names) {
          const release = retired.get(name)
          retired.delete(name)
          if (!release || !store.lacksSpare()) continue
          names.delete(name)
          await store.recycle(release)
        }
        const remove = options.removeFolders ?? removeInBackground
        if (names.size > 0) await remove([...names].map(name => join(folder, 'releases', name)))
        if (live && store.lacksSpare() && Object.keys(live.record.files).length > manyFiles) {
          const copy = store.nameCopy()
          await linkInBackground(live.folder, copy)
          await store.adopt(copy, live)
        }
      } catch (error) {
        log.warn({ err: error }, 'Old releases could not be removed')
      }
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
      /** Releases replaced in this run, newest first. */
      earlier: (): readonly EarlierRelease[] => earlier,
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
        const next = rolling.catch(() => {}).then(() => rollBack(name))
        rolling = next
        return next
      },

      async whenQuiet(): Promise<void> {
        await publishing.whenQuiet()
        await pruning
        await store.whenClear()
      },

      /** Stops publishing and releases the folder. */
      async close(): Promise<void> {
        await publishing.stop()
        await rolling.catch(() => {})
        await finisher[Symbol.asyncDispose]()
        await pruning
        await store.whenClear()
        lock.release()
      },
    }
  }
}
