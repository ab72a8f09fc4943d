import type { SanityClient } from '@sanity/client'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { explainReading, UnreadableContentError } from './unreadable-content.ts'

/** Whether the content could be read at the last attempt, and since when, as an ISO instant. */
export type Contact = { reachable: boolean; since: string }

export type LakeContact = ReturnType<typeof createLakeContact>

/** A single failure is not logged: a restarting Content Lake is away for a second. */
const failuresLogged = 2

/** Waits between attempts while it cannot be read, in milliseconds; the last one repeats. */
const lookDelaysMs = [1000, 2000, 5000, 10_000]

/** Tracks whether the Content Lake can be read. The site goes on without it and says so. */
export function createLakeContact(options: {
  client: SanityClient
  clock: Clock
  log: Log
  /** It can be read again. */
  onReached(): void
  /** It cannot be read: `lookInMs` is the wait until the next attempt. */
  onLost(lookInMs: number): void
}) {
  const { clock, log } = options
  const host = options.client.config().apiHost
  let contact: Contact | null = null
  let failures = 0

  function note(reachable: boolean): void {
    if (contact?.reachable !== reachable) contact = { reachable, since: clock.now().toString() }
  }

  return {
    /** Null until the first read has ended. */
    current: (): Contact | null => contact,

    /**
     * Waits for a read and records whether it succeeded.
     * @throws UnreadableContentError that says why the content cannot be read; other errors unchanged.
     */
    async watch<Value>(reading: Promise<Value>): Promise<Value> {
      try {
        const value = await reading
        const before = failures
        failures = 0
        note(true)
        if (before >= failuresLogged) log.info('The content can be read again')
        if (before > 0) options.onReached()
        return value
      } catch (error) {
        const explained = explainReading(error, host)
        if (explained instanceof UnreadableContentError) {
          failures += 1
          note(false)
          options.onLost(lookDelaysMs[Math.min(failures, lookDelaysMs.length) - 1] ?? 0)
          if (failures === failuresLogged) {
            log.warn({ err: error }, `${explained.message} Until then the site shows the last release.`)
          }
        }
        throw explained
      }
    },
  }
}
