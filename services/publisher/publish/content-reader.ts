import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { restoreContent } from '../releases/stored-content.ts'
import type { Note } from '../webhooks/journal.ts'
import type { LakeContact } from './lake-contact.ts'
import { loadAnnounced } from './load-announced.ts'

/** Reads content from the Content Lake, or what a release on disk was made of. */
export function createContentReader(options: {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  log: Log
  contact: LakeContact
  studioUrl: string | undefined
}) {
  const { client, renderer, log, studioUrl } = options
  const host = client.config().apiHost

  return {
    /**
     * Loads the published content, at least as new as `notes` announce. Ends as soon as `signal` is aborted.
     * @throws UnreadableContentError that says why it cannot be read and what to do.
     */
    async load(
      notes: readonly Note[],
      previous: Snapshot | undefined,
      signal: AbortSignal,
    ): Promise<Snapshot> {
      const loading = loadAnnounced({ ...options, notes, previous, signal })
      return await options.contact.watch(unlessAborted(loading, signal))
    },

    /** Loads what a release on disk was made of; null if that cannot be read, so that all content must be read again. */
    async restore(release: StoredRelease): Promise<Snapshot | null> {
      try {
        return await restoreContent(release, renderer, studioUrl ?? host)
      } catch (error) {
        log.warn(
          { err: error },
          `What release ${release.name} was made of cannot be read: all content is read again`,
        )
        return null
      }
    },
  }
}

/** Resolves like `work`, but throws the signal's reason as soon as `signal` is aborted; `work` then continues unobserved. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true })
  return Promise.race([work, aborted.promise])
}
