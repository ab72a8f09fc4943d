import type { SanityClient } from '@sanity/client'
import type { Renderer } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Finisher } from '../releases/finish-file.ts'
import type { ReleaseStore, StoredRelease } from '../releases/release-store.ts'
import type { Pause } from './pause.ts'
import type { PublishResult } from './publish-result.ts'

/** What asks for a publish. */
export type Reason = 'start' | 'new code' | 'webhook' | 'comparison' | 'time' | 'retry' | 'command'

/** Why a release went live, and with what. */
export type Cause = {
  /** What asked for it; null: a rollback. */
  reasons: readonly Reason[] | null
  /** The documents that it shows in another revision than the one before, by id; undefined where that is not known. */
  documents: Record<string, string> | undefined
}

export type PublishingOptions = {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  store: ReleaseStore
  finisher: Finisher
  log: Log
  /** The pause that a rollback left, as found on disk. */
  pause: Pause | null
  /** The folder of the state file and of the pause. */
  folder: string
  siteUrl: string
  studioUrl: string | undefined
  maxRemovedShare: number
  compareEveryMs: number
  /** Called when the content has been read, before its pages are made. */
  onMaking?(): void
  /** Makes a release live. Resolves once it is served. */
  makeLive(release: StoredRelease): Promise<void>
  /** Called once a release is live. */
  onLive(release: StoredRelease, cause: Cause): void
  /** Called with what became of each attempt. */
  onResult?(result: PublishResult): void
}
