import type { SanityClient } from '@sanity/client'
import type { Clock } from '../clock.ts'
import type { Journal } from '../hooks/journal.ts'
import type { Log } from '../log.ts'
import type { ReleaseStore, StoredRelease } from '../releases/release-store.ts'
import type { Renderer } from '../renderer.ts'
import type { HoldFile } from './hold.ts'
import type { Outcome } from './outcome.ts'

/** What asks for a publish. */
export type Reason = 'start' | 'new code' | 'webhook' | 'comparison' | 'time' | 'retry' | 'command'

export type PublishingOptions = {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  store: ReleaseStore
  journal: Journal
  hold: HoldFile
  log: Log
  /** The folder of the state file. */
  folder: string
  siteUrl: string
  studioUrl: string | undefined
  maxRemovedShare: number
  compareEveryMs: number
  /** Called once a release is live, with the one that was before, and with what asked for it; null: a rollback. */
  onLive(release: StoredRelease, previous: StoredRelease | null, reasons: readonly Reason[] | null): void
  /** Called with what became of each attempt. */
  onOutcome?(outcome: Outcome): void
}
