import type { ClientConfig } from '@sanity/client'

/** The project id of the Content Lake that this repository contains; any other is hosted by Sanity. */
export const localProjectId = 'local'

/** The variables that say where the content is. An empty one counts as not set. */
export interface ContentVariables {
  readonly SANITY_STUDIO_PROJECT_ID?: string | undefined
  readonly SANITY_API_HOST?: string | undefined
  readonly CONTENT_LAKE_URL?: string | undefined
  readonly STUDIO_PORT?: string | number | undefined
}

/** Whether the content is in the Content Lake of this machine. */
export function isLocalProject({ SANITY_STUDIO_PROJECT_ID: projectId }: ContentVariables): boolean {
  return (projectId?.trim() || localProjectId) === localProjectId
}

/**
 * The one address that answers for all of Sanity's API: of the Content Lake on this machine, or of what stands in for hosted
 * Sanity in tests (SANITY_API_HOST). Null for Sanity's own hosts, which are named for the project.
 */
export function findApiHost(env: ContentVariables): string | null {
  if (!isLocalProject(env)) return env.SANITY_API_HOST?.trim() || null
  return env.CONTENT_LAKE_URL?.trim() || `http://localhost:${env.STUDIO_PORT || 3333}`
}

/** The part of a client's configuration that says where it sends its requests. */
export function toClientAddress(
  apiHost: string | null,
): Pick<ClientConfig, 'apiHost' | 'useProjectHostname'> {
  return apiHost === null ? {} : { apiHost, useProjectHostname: false }
}
