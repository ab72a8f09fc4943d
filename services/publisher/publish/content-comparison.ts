import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { LakeContact } from './lake-contact.ts'
import { findDifferences } from './published-revisions.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** The last comparison: its time as ISO instant, and why it failed; null if it did not. */
export type LastComparison = { at: string; fault: string | null }

/** Looks for changes that no webhook announced. */
export function createContentComparison(options: {
  clock: Clock
  client: SanityClient
  renderer: Pick<Renderer, 'loadRevisions'>
  log: Log
  contact: LakeContact
  signal: AbortSignal
  /** Whether to act on a difference: not while a publish runs, which reads the content itself. */
  isWanted(): boolean
  onDiffers(): void
}) {
  const { clock, client, renderer, log, contact, signal } = options
  let last: LastComparison | null = null
  let under: Promise<void> | null = null

  async function compare(reference: Snapshot): Promise<void> {
    try {
      const published = await contact.watch(renderer.loadRevisions(client, signal))
      last = { at: clock.now().toString(), fault: null }
      const ids = findDifferences(published, reference)
      if (ids.length === 0 || !options.isWanted()) return
      log.info({ documents: ids.slice(0, 10), count: ids.length }, 'The content differs from the release')
      options.onDiffers()
    } catch (error) {
      if (signal.aborted) return
      last = { at: clock.now().toString(), fault: error instanceof Error ? error.message : String(error) }
      if (!(error instanceof UnreadableContentError)) {
        log.warn({ err: error }, 'The content cannot be compared with the release now')
      }
    }
  }

  return {
    /** Compares what is published with `reference`, unless a comparison is running. */
    start(reference: Snapshot): void {
      under ??= compare(reference).finally(() => {
        under = null
      })
    },
    last: (): LastComparison | null => last,
    /** The running comparison; null if there is none. */
    underWay: (): Promise<void> | null => under,
  }
}
