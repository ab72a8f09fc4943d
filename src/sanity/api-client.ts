import { type ClientConfig, createClient, type SanityClient } from '@sanity/client'
import { localProjectId, toClientAddress } from './api-host.ts'

/** A client of the content at `apiHost` (see `findApiHost`), without the CDN, which may lag behind. */
export function createApiClient(apiHost: string | null, config: ClientConfig = {}): SanityClient {
  return createClient({
    projectId: localProjectId,
    dataset: 'production',
    apiVersion: '2025-02-19',
    useCdn: false,
    ...config,
    ...toClientAddress(apiHost),
  })
}
