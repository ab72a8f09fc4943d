import { type ClientConfig, createClient, type SanityClient } from '@sanity/client'
import { windowConnection } from './connection.ts'
import { fetchWithLastingStreams } from './lasting-streams.ts'
import { type ClientFetch, fetchPatiently } from './patient-fetch.ts'

/** How long a request may wait for a Content Lake that is away, in milliseconds. */
const timeout = 60 * 60_000

/**
 * Makes the Studio's clients, for the configuration's `unstable_clientFactory`: what staff type outlasts a connection
 * that does not. `config` is taken rather than what the Studio gives.
 */
export function clientFactory(
  plainFetch: ClientFetch,
  config: ClientConfig = {},
): (options: ClientConfig) => SanityClient {
  const patientFetch = fetchPatiently(fetchWithLastingStreams(plainFetch, windowConnection), windowConnection)
  return options => createClient({ ...options, ...config, timeout, resolveFetch: () => patientFetch })
}
