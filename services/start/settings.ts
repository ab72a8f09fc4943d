import { resolve } from 'node:path'
import { z } from 'zod'
import { isLocalProject, localProjectId } from '#sanity/api-host.ts'
import { parseSettings } from '#services/shared/parse-settings.ts'

const port = z.coerce
  .number('a port number from 0 to 65535 is needed (0 picks a free one)')
  .int('a port is a whole number')
  .min(0, 'a port is 0 or more')
  .max(65535, 'a port is at most 65535')

const webAddress = z
  .url({ protocol: /^https?$/, error: 'a web address is needed, as in https://clinic.example' })
  .transform(url => new URL(url).origin)

const schema = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    STUDIO_PORT: port.default(3333),
    SITE_PORT: port.default(4321),
    PREVIEW_PORT: z.union([z.literal('off'), port], 'a port number, or “off”, is needed').default(4320),
    PREVIEW_URL: webAddress.optional(),
    DATA_DIR: z.string().default('.data'),
    SITE_URL: webAddress.optional(),
    CONTENT_LAKE_URL: webAddress.optional(),
    SANITY_API_HOST: webAddress.optional(),
    SANITY_STUDIO_PROJECT_ID: z.string().default(localProjectId),
    SANITY_STUDIO_DATASET: z.string().default('production'),
    SANITY_API_WRITE_TOKEN: z.string().optional(),
    SANITY_API_READ_TOKEN: z.string().optional(),
    SANITY_WEBHOOK_SECRET: z.string().optional(),
  })
  .refine(env => env.STUDIO_PORT !== env.SITE_PORT || env.SITE_PORT === 0, {
    path: ['SITE_PORT'],
    error: 'it is the same as STUDIO_PORT; each needs a port of its own',
  })
  .refine(
    env => env.PREVIEW_PORT === 0 || ![env.STUDIO_PORT, env.SITE_PORT].includes(Number(env.PREVIEW_PORT)),
    {
      path: ['PREVIEW_PORT'],
      error: 'it is the same as STUDIO_PORT or SITE_PORT; each needs a port of its own',
    },
  )
  .refine(env => isLocalProject(env) || Boolean(env.SANITY_API_READ_TOKEN), {
    path: ['SANITY_API_READ_TOKEN'],
    error: 'make a token with the role Viewer in the project’s settings, under API, Tokens',
    when: always,
  })
  .refine(env => isLocalProject(env) || Boolean(env.SANITY_WEBHOOK_SECRET), {
    path: ['SANITY_WEBHOOK_SECRET'],
    error: 'choose a long random text, and give it to the project’s webhook as its secret',
    when: always,
  })
  .transform(env => ({
    host: env.HOST,
    studioPort: env.STUDIO_PORT,
    sitePort: env.SITE_PORT,
    /** Null for none. */
    previewPort: env.PREVIEW_PORT === 'off' ? null : env.PREVIEW_PORT,
    previewUrl: env.PREVIEW_URL,
    dataDir: resolve(env.DATA_DIR),
    siteUrl: env.SITE_URL,
    contentLakeUrl: env.CONTENT_LAKE_URL,
    /** What stands in for Sanity’s own hosts, in tests. */
    apiHost: env.SANITY_API_HOST,
    projectId: env.SANITY_STUDIO_PROJECT_ID,
    dataset: env.SANITY_STUDIO_DATASET,
    isHosted: !isLocalProject(env),
  }))

export type StartSettings = z.output<typeof schema>

/** @throws SettingsError that lists every missing or wrong variable. */
export function parseStartSettings(env: NodeJS.ProcessEnv): StartSettings {
  return parseSettings(schema, env)
}

/** Also when another variable is at fault: all of them are told at once. */
function always(): boolean {
  return true
}
