import { createClient, type SanityClient } from '@sanity/client'
import { toClientAddress } from '#sanity/api-host.ts'
import { withinMs } from './learnt.ts'
import type { DoctorSettings } from './settings.ts'

/** Asks for the project's content with one of its tokens. */
export function createProjectClient(settings: DoctorSettings, token: string | null): SanityClient {
  const { projectId, dataset, apiHost } = settings
  return createClient({
    projectId,
    dataset,
    ...(token !== null && { token }),
    apiVersion: '2025-02-19',
    useCdn: false,
    perspective: 'raw',
    timeout: withinMs,
    maxRetries: 0,
    ...toClientAddress(apiHost),
  })
}

/** Asks Sanity's management API, which answers at no project's host name. */
export function createManagementClient(settings: DoctorSettings, token: string | null): SanityClient {
  return createProjectClient(settings, token).withConfig({ useProjectHostname: false })
}
