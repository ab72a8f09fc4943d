import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { LakeContact } from './lake-contact.ts'
import { findDifferences } from './truth.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** How the last comparison went: when, and why it could not be made, if so. */
export type LastComparison = { at: string; fault: string | null }

/** Looks for changes of which no webhook told. */
export function createComparing(options: {
  clock: Clock
  client: SanityClient
  renderer: Pick<Renderer, 'loadRevisions'>
  log: Log
  contact: LakeContact
  signal: AbortSignal
  /** Whether a difference is to be acted upon: not while a publish runs, which reads the content itself. */
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
    /** Holds the truth against `reference`, unless that is under way. */
    start(reference: Snapshot): void {
      under ??= compare(reference).finally(() => {
        under = null
      })
    },
    last: (): LastComparison | null => last,
    /** The comparison under way; null when there is none. */
    underWay: (): Promise<void> | null => under,
  }
}
