import type { ClientConfig } from '@sanity/client'
import type { Connection } from './connection.ts'

/** The fetch that `@sanity/client` is given: what its `resolveFetch` option returns. */
export type ClientFetch = ReturnType<NonNullable<ClientConfig['resolveFetch']>>
export type FetchInit = NonNullable<Parameters<ClientFetch>[1]>
export type ClientResponse = Awaited<ReturnType<ClientFetch>>

const firstPauseMs = 250
const longestPauseMs = 2000

/** What does the same once or twice (RFC 9110, 9.2.2). Not DELETE: the second time, there is nothing left to delete. */
const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT'])

/** What a proxy or a server says that is starting, or has too much to do. */
const awayStatuses = new Set([502, 503, 504])

/**
 * A fetch that waits while the Content Lake is away, and then does what was asked: the Studio takes a request that fails
 * for an error in its code, and gives up the form with what was typed. What must not be done twice is asked once: uploads
 * and the like fail as ever. What is written carries the id of its transaction, by which the Content Lake knows it again
 * where the first answer was lost on the way. The wait ends when the client's own time limit aborts the request.
 */
export function fetchPatiently(plainFetch: ClientFetch, connection: Connection): ClientFetch {
  return (input, init = {}) => {
    const request = toRepeatable(new URL(input), init)
    if (!request) return plainFetch(input, init)
    return untilAnswered(() => plainFetch(input, request), connection, init.signal)
  }
}

/** Repeats a request until the Content Lake itself answers. Throws once `signal` is aborted, and what is no loss of the connection. */
export async function untilAnswered(
  attempt: () => Promise<ClientResponse>,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<ClientResponse> {
  for (let failures = 1; ; failures += 1) {
    const answer = await attempt().catch((error: unknown) => {
      if (signal?.aborted || !(error instanceof TypeError)) throw error
      return null
    })
    if (answer && !awayStatuses.has(answer.status)) {
      connection.noteFailures(0)
      return answer
    }
    connection.noteFailures(failures)
    await pause(Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs), signal)
  }
}

/** What may be asked again without doing anything twice; null where that is not so. */
function toRepeatable(url: URL, init: FetchInit): FetchInit | null {
  const method = init.method?.toUpperCase() ?? 'GET'
  if (idempotentMethods.has(method) || /\/data\/query\/[^/]+$/.test(url.pathname)) return init
  if (!/\/data\/(mutate|actions)\/[^/]+$/.test(url.pathname) || typeof init.body !== 'string') return null
  const body: unknown = JSON.parse(init.body)
  return { ...init, body: JSON.stringify({ transactionId: crypto.randomUUID(), ...Object(body) }) }
}

/** Waits that many milliseconds; throws what `signal` is aborted with before or meanwhile. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
