import type { Logger } from 'pino'
import type { Auth, Identity } from '../auth/auth.ts'

interface Connection {
  identity: Identity
  end(): void
}

/**
 * The open requests, streams and sockets of sessions. Each is closed once its session is over or has another role than
 * when it was opened; clients that still have access reconnect with their present rights.
 */
export class OpenConnections {
  readonly #auth: Auth
  readonly #now: () => Temporal.Instant
  readonly #open = new Map<object, Connection>()
  readonly #check: NodeJS.Timeout

  /** `checkMs` bounds how long a connection outlives an expired session. */
  constructor(auth: Auth, now: () => Temporal.Instant, checkMs: number, log: Logger) {
    this.#auth = auth
    this.#now = now
    this.#check = setInterval(() => {
      try {
        this.endStale()
      } catch (error) {
        // The disk may be unreadable for a moment; the next check makes up for it.
        log.error({ event: 'check-failed', error: String(error) }, 'Sessions could not be checked')
      }
    }, checkMs)
    this.#check.unref()
  }

  /** Watches a connection until `forget`. `key` is an object that identifies it. */
  watch(key: object, identity: Identity, end: () => void): void {
    if (identity.session !== undefined) this.#open.set(key, { identity, end })
  }

  forget(key: object): void {
    this.#open.delete(key)
  }

  /** To be called once access was ended or changed; `own` is the request that did so, which still needs its response. */
  endStale(own?: object): void {
    const now = this.#now()
    for (const [key, { identity, end }] of this.#open) {
      if (key === own || this.#auth.isCurrent(identity, now)) continue
      this.#open.delete(key)
      end()
    }
  }

  close(): void {
    clearInterval(this.#check)
    this.#open.clear()
  }
}
