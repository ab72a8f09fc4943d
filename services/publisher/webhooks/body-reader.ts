import type { IncomingMessage } from 'node:http'

/** A body was given up in favour of newer ones. */
export class CrowdedOutError extends Error {
  override readonly name = 'CrowdedOutError'
  readonly code = 'ERR_CROWDED_OUT'
}

/**
 * Reads at most `maxAtOnce` bodies at a time. One more makes it give up the oldest: honest senders finish in milliseconds,
 * and a sender of a byte a second must not block them.
 */
export function createBodyReader({ maxAtOnce, maxBytes }: { maxAtOnce: number; maxBytes: number }) {
  const open = new Map<IncomingMessage, (reason: Error) => void>()

  return {
    /** Null if the body is too long. @throws CrowdedOutError */
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

/** A request's body; null as soon as it is longer than `maxBytes`. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
