import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'
import { findApiHost, localProjectId } from '#sanity/api-host.ts'
import { parseSettings } from '#services/shared/parse-settings.ts'
import type { Place } from './place.ts'

const tokenAdvice = {
  write:
    'a token that may write is needed: make one with the role Editor in the project’s settings, under API, Tokens',
  read: 'a token that may read is needed: make one with the role Viewer in the project’s settings, under API, Tokens',
}

const projectId = z
  .string('the id of the project at sanity.io is needed: it is on the project’s page at sanity.io/manage')
  .refine(id => id !== localProjectId, 'a project at sanity.io is needed, not “local”')

/**
 * The hosted project that the environment names.
 * @throws SettingsError that lists every variable that is missing or wrong.
 */
export function openHosted(env: NodeJS.ProcessEnv, access: 'read' | 'write'): Place & { dataset: string } {
  const schema = z.object({
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: z.string().default('production'),
    SANITY_API_HOST: z.url({ protocol: /^https?$/ }).optional(),
    SANITY_API_WRITE_TOKEN: access === 'write' ? z.string(tokenAdvice.write) : z.string().optional(),
    SANITY_API_READ_TOKEN: access === 'read' ? z.string(tokenAdvice.read) : z.string().optional(),
  })
  const settings = parseSettings(schema, env)
  const dataset = settings.SANITY_STUDIO_DATASET
  const token = access === 'write' ? settings.SANITY_API_WRITE_TOKEN : settings.SANITY_API_READ_TOKEN
  const apiHost = findApiHost(settings)
  return {
    name: `project ${settings.SANITY_STUDIO_PROJECT_ID}, dataset ${dataset}`,
    dataset,
    assetOrigins: ['https://cdn.sanity.io', ...(apiHost ? [new URL(apiHost).origin] : [])],
    client: createApiClient(apiHost, {
      projectId: settings.SANITY_STUDIO_PROJECT_ID,
      dataset,
      token,
      perspective: 'raw',
    }),
  }
}
