import type { SanityClient } from '@sanity/client'
import {
  apiVersion,
  SECRET_TTL,
  schemaIdSingleton,
  schemaType,
  schemaTypeSingleton,
  tag,
} from '@sanity/preview-url-secret/constants'
import { z } from 'zod'
import { isSameSecret } from '#services/shared/same-secret.ts'
import type { Clock } from '../clock.ts'

/** Like `fetchSecretQuery` of `@sanity/preview-url-secret`, but for all secrets at once, newest first. */
const secretsQuery = `{
  "studio": *[_type == "${schemaType}" && dateTime(_updatedAt) > dateTime(now()) - ${SECRET_TTL}]
    | order(_updatedAt desc)[0...200]{secret, studioUrl},
  "shared": *[_id == "${schemaIdSingleton}" && _type == "${schemaTypeSingleton}"]{secret, studioUrl}
}`

const secret = z.object({ secret: z.string().min(1), studioUrl: z.string().nullish() })
const secretLists = z.object({ studio: z.array(z.unknown()), shared: z.array(z.unknown()) })

type Secret = z.output<typeof secret>

/** The shortest time between two look-ups, in milliseconds. */
const paceMs = 100

/** How long a look-up may take, in milliseconds. */
const lookUpWithinMs = 5000

/** Requests that may wait for a look-up at once. */
const mostWaiting = 500

/** Too many requests to enter are waiting. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  readonly code = 'ERR_BUSY'
}

/**
 * The secrets that Studios write into the Content Lake to open the preview. The Content Lake is queried at most ten times
 * a second, however many requests arrive: all that wait share the next look-up.
 */
export function createStudioSecrets(options: { client: SanityClient; clock: Clock }) {
  const { clock } = options
  const client = options.client.withConfig({
    apiVersion,
    perspective: 'raw',
    useCdn: false,
    resultSourceMap: false,
    stega: false,
  })
  let next: Promise<Secret[]> | null = null
  let lastAtMs = Number.NEGATIVE_INFINITY
  let waiting = 0

  /** Starts after the call, so that it finds what a Studio has just written. */
  function lookUp(): Promise<Secret[]> {
    next ??= new Promise<void>(begin => {
      const sinceMs = clock.now().epochMilliseconds - lastAtMs
      if (sinceMs < 0 || sinceMs >= paceMs) begin()
      else clock.after(paceMs - sinceMs, begin)
    }).then(() => {
      next = null
      lastAtMs = clock.now().epochMilliseconds
      return loadSecrets(client)
    })
    return next
  }

  return {
    /**
     * Finds a valid secret with its Studio; null if it is not valid.
     * @throws BusyError, or errors of the Content Lake.
     */
    async find(given: string): Promise<Secret | null> {
      if (waiting >= mostWaiting) throw new BusyError('Too many ask to be let in at once.')
      waiting += 1
      try {
        let found: Secret | null = null
        // Compares all, each in constant time, against timing attacks.
        for (const each of await lookUp()) if (isSameSecret(given, each.secret)) found = each
        return found
      } finally {
        waiting -= 1
      }
    },
  }
}

async function loadSecrets(client: SanityClient): Promise<Secret[]> {
  const signal = AbortSignal.timeout(lookUpWithinMs)
  const answer: unknown = await client.fetch(secretsQuery, {}, { tag, signal })
  const { studio, shared } = secretLists.parse(answer)
  return [...studio, ...shared].flatMap(each => secret.safeParse(each).data ?? [])
}
