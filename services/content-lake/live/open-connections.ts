import type { Logger } from 'pino'
import type { Auth, Identity } from '../auth/auth.ts'

interface Connection {
  identity: Identity
  end(): void
}

/**
 * What is under way for those who are signed in: requests, streams, sockets. Each is ended once its session is over, or
 * has another role than when it was opened; whoever still has access connects again, with the rights of now.
 */
export class OpenConnections {
  readonly #auth: Auth
  readonly #now: () => Temporal.Instant
  readonly #open = new Map<object, Connection>()
  readonly #check: NodeJS.Timeout

  /** `checkMs` bounds how long a connection outlives its session when that expires by itself. */
  constructor(auth: Auth, now: () => Temporal.Instant, checkMs: number, log: Logger) {
    this.#auth = auth
    this.#now = now
    this.#check = setInterval(() => {
      try {
        this.endStale()
      } catch (error) {
        // The disk may refuse to be read for a moment; the next check makes up for it.
        log.error({ event: 'check-failed', error: String(error) }, 'Sessions could not be checked')
      }
    }, checkMs)
    this.#check.unref()
  }

  /** Watches a connection until it is forgotten. `key` is any object that stands for it, and for no other. */
  watch(key: object, identity: Identity, end: () => void): void {
    if (identity.session !== undefined) this.#open.set(key, { identity, end })
  }

  forget(key: object): void {
    this.#open.delete(key)
  }

  /** To be called once access was ended or changed; `own` is the request that did so, which is still to be answered. */
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
