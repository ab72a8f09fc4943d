import type { IncomingMessage } from 'node:http'
import { readBody } from './read-body.ts'

/** A body was given up: those that came after it needed the room. */
export class CrowdedOutError extends Error {
  override readonly name = 'CrowdedOutError'
  readonly code = 'ERR_CROWDED_OUT'
}

/**
 * Reads bodies, at most `maxAtOnce` at a time. When one more comes, the one that has taken longest is given up: honest
 * senders are done in milliseconds, and whoever sends a byte a second must not keep them out.
 */
export function createBodyReader({ maxAtOnce, maxBytes }: { maxAtOnce: number; maxBytes: number }) {
  const open = new Map<IncomingMessage, (reason: Error) => void>()

  return {
    /** Null for a body that is too long. @throws CrowdedOutError */
    async read(request: IncomingMessage): Promise<Uint8Array | null> {
      const crowdedOut = Promise.withResolvers<never>()
      open.set(request, crowdedOut.reject)
      for (const [oldest, giveUp] of open) {
        if (open.size <= maxAtOnce) break
        giveUp(new CrowdedOutError('Too many requests at once: this one took longest.'))
        open.delete(oldest)
      }
      try {
        return await Promise.race([readBody(request, maxBytes), crowdedOut.promise])
      } finally {
        open.delete(request)
      }
    },
  }
}
