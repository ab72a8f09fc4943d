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

/** As `fetchSecretQuery` of `@sanity/preview-url-secret` has it, but for all secrets at once, newest first. */
const secretsQuery = `{
  "studio": *[_type == "${schemaType}" && dateTime(_updatedAt) > dateTime(now()) - ${SECRET_TTL}]
    | order(_updatedAt desc)[0...200]{secret, studioUrl},
  "shared": *[_id == "${schemaIdSingleton}" && _type == "${schemaTypeSingleton}"]{secret, studioUrl}
}`

const secret = z.object({ secret: z.string().min(1), studioUrl: z.string().nullish() })
const secretLists = z.object({ studio: z.array(z.unknown()), shared: z.array(z.unknown()) })

type Secret = z.output<typeof secret>

/** Look-ups follow each other at this distance at the least, in milliseconds. */
const paceMs = 100

/** How long one may take, in milliseconds. */
const lookUpWithinMs = 5000

/** Those who wait for a look-up at once. */
const mostWaiting = 500

/** Too many wait to be let in. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  readonly code = 'ERR_BUSY'
}

/**
 * The secrets by which a Studio lets its people in, which it writes into the Content Lake. However many ask, with
 * whatever secrets, the Content Lake is asked ten times a second at most: everybody who waits shares the next look-up.
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

  /** Begins after it was called: what a Studio has just written is found. */
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
     * The secret that somebody shows, with the Studio that it is of; null for one that is not good.
     * @throws BusyError; or whatever keeps the Content Lake from being asked.
     */
    async find(given: string): Promise<Secret | null> {
      if (waiting >= mostWaiting) throw new BusyError('Too many ask to be let in at once.')
      waiting += 1
      try {
        let found: Secret | null = null
        // All are compared, each in constant time: how long it takes tells nothing.
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
