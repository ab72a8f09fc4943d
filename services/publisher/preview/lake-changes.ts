import type { SanityClient } from '@sanity/client'
import { type Clock, wait } from '../clock.ts'
import type { Log } from '../log.ts'

/** Everything that staff write, drafts and published, without Sanity's own records. */
const everyDocument = '*[!string::startsWith(_type, "sanity.") && !string::startsWith(_type, "system.")]'

/** Waits before a refused connection is tried again, in milliseconds; the last one repeats. */
const retryDelaysMs = [2000, 5000, 15_000, 60_000]

/**
 * Listens for changes of documents until `signal` is aborted. `onChange` gets the published id of each; `onFollowing` is
 * called when the connection is open, from when on nothing is missed, and when it is lost.
 */
export function followChanges(options: {
  client: SanityClient
  clock: Clock
  log: Log
  signal: AbortSignal
  onChange(id: string): void
  onFollowing(isFollowing: boolean): void
}): void {
  const { client, clock, log, signal } = options
  let refusals = 0

  function connect(): void {
    if (signal.aborted) return
    let unsubscribe = () => {}
    const end = () => unsubscribe()
    signal.addEventListener('abort', end, { once: true })
    const subscription = client
      .listen(
        everyDocument,
        {},
        {
          events: ['welcome', 'mutation', 'reconnect'],
          includeResult: false,
          includeMutations: false,
          // Announced once queries see it, so that reading right after finds it.
          visibility: 'query',
          tag: 'preview',
        },
      )
      .subscribe({
        next(event) {
          if (event.type === 'welcome') {
            refusals = 0
            options.onFollowing(true)
          } else if (event.type === 'reconnect') options.onFollowing(false)
          else options.onChange(publishedId(event.documentId))
        },
        error(error: unknown) {
          signal.removeEventListener('abort', end)
          options.onFollowing(false)
          void retry(error)
        },
      })
    unsubscribe = () => subscription.unsubscribe()
  }

  async function retry(error: unknown): Promise<void> {
    const delayMs = retryDelaysMs[Math.min(refusals, retryDelaysMs.length - 1)] ?? 0
    refusals += 1
    log.warn(
      { err: error, retryInMs: delayMs },
      'The preview cannot listen for changes; it looks for them instead',
    )
    try {
      await wait(clock, delayMs, signal)
    } catch {
      return
    }
    connect()
  }

  connect()
}

function publishedId(id: string): string {
  return id.replace(/^drafts\./, '')
}
