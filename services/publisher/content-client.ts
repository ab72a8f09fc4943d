import type { SanityClient } from '@sanity/client'
import { createApiClient } from '#sanity/api-client.ts'
import type { PublisherSettings } from './publisher-settings.ts'

/** A client for published content. */
export function createContentClient(
  settings: Pick<PublisherSettings, 'projectId' | 'dataset' | 'readToken' | 'contentLakeUrl'>,
): SanityClient {
  return createApiClient(settings.contentLakeUrl, {
    projectId: settings.projectId,
    dataset: settings.dataset,
    token: settings.readToken,
    perspective: 'published',
    timeout: 30_000,
    maxRetries: 1,
  })
}
