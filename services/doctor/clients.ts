import type { SanityClient } from '@sanity/client'
import { createApiClient } from '#sanity/api-client.ts'
import { withinMs } from './learnt.ts'
import type { DoctorSettings } from './settings.ts'

/** Asks for the project's content with one of its tokens. */
export function createProjectClient(settings: DoctorSettings, token: string | null): SanityClient {
  const { projectId, dataset, apiHost } = settings
  return createApiClient(apiHost, {
    projectId,
    dataset,
    ...(token !== null && { token }),
    perspective: 'raw',
    timeout: withinMs,
    maxRetries: 0,
  })
}

/** Asks Sanity's management API, which answers at no project's host name. */
export function createManagementClient(settings: DoctorSettings, token: string | null): SanityClient {
  return createProjectClient(settings, token).withConfig({ useProjectHostname: false })
}
