import { createClient, type SanityClient } from '@sanity/client'
import { toClientAddress } from '#sanity/api-host.ts'
import type { PublisherSettings } from './publisher-settings.ts'

/** The API version that the site is written for. */
const apiVersion = '2025-02-19'

/** A client for published content, without the CDN, which may lag behind. */
export function createContentClient(
  settings: Pick<PublisherSettings, 'projectId' | 'dataset' | 'readToken' | 'contentLakeUrl'>,
): SanityClient {
  return createClient({
    projectId: settings.projectId,
    dataset: settings.dataset,
    token: settings.readToken,
    apiVersion,
    useCdn: false,
    perspective: 'published',
    timeout: 30_000,
    maxRetries: 1,
    ...toClientAddress(settings.contentLakeUrl),
  })
}
