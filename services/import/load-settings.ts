import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'
import { findApiHost, localProjectId } from '#sanity/api-host.ts'
import { parseSettings } from '#services/shared/parse-settings.ts'

const webAddress = z.url({ protocol: /^https?$/, error: 'a web address is needed' })

const schema = z.object({
  STUDIO_PORT: z.coerce.number('a port number is needed').int().min(1).max(65535).default(3333),
  CONTENT_LAKE_URL: webAddress.optional(),
  SANITY_API_HOST: webAddress.optional(),
  SANITY_STUDIO_PROJECT_ID: z.string().default(localProjectId),
  SANITY_STUDIO_DATASET: z.string().default('production'),
  SANITY_API_WRITE_TOKEN: z.string(
    'a token that may write is needed to load: “npm start” makes one for the Content Lake of this machine, and a hosted project gives one out under API, Tokens (Editor)',
  ),
})

export interface LoadSettings {
  client: SanityClient
  projectId: string
  dataset: string
  /** The Content Lake's place, in words. */
  place: string
}

/** Settings for the local or hosted Content Lake, read like in `npm start`. @throws SettingsError */
export function parseLoadSettings(env: NodeJS.ProcessEnv): LoadSettings {
  const settings = parseSettings(schema, env)
  const projectId = settings.SANITY_STUDIO_PROJECT_ID
  const dataset = settings.SANITY_STUDIO_DATASET
  const apiHost = findApiHost(settings)
  return {
    projectId,
    dataset,
    place: apiHost ?? `project ${projectId} at Sanity`,
    client: createApiClient(apiHost, {
      projectId,
      dataset,
      token: settings.SANITY_API_WRITE_TOKEN,
      perspective: 'raw',
      timeout: 60_000,
      maxRetries: 2,
    }),
  }
}
