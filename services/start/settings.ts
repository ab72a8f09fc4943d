import { resolve } from 'node:path'
import { z } from 'zod'
import { isLocalProject, localProjectId } from '#sanity/api-host.ts'
import { loopback } from '#services/shared/loopback.ts'
import { parseSettings } from '#services/shared/parse-settings.ts'
import { port, studioAddress, webhookSecret, webOrigin } from '#services/shared/setting-fields.ts'

const schema = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    STUDIO_PORT: port.default(3333),
    SITE_PORT: port.default(4321),
    PREVIEW_PORT: z.union([z.literal('off'), port], 'a port number, or “off”, is needed').default(4320),
    PREVIEW_URL: webOrigin.optional(),
    DATA_DIR: z.string().default('.data'),
    SITE_URL: webOrigin.optional(),
    STUDIO_URL: studioAddress.optional(),
    CONTENT_LAKE_URL: webOrigin.optional(),
    SANITY_API_HOST: webOrigin.optional(),
    SANITY_STUDIO_PROJECT_ID: z.string().default(localProjectId),
    SANITY_STUDIO_DATASET: z.string().default('production'),
    SANITY_API_WRITE_TOKEN: z.string().optional(),
    SANITY_API_READ_TOKEN: z.string().optional(),
    SANITY_WEBHOOK_SECRET: webhookSecret.optional(),
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
    /** Where staff open the Studio; that was CONTENT_LAKE_URL once. */
    studioUrl: env.STUDIO_URL ?? env.CONTENT_LAKE_URL,
    /** Where commands reach the Content Lake: on this machine, unless it says otherwise. */
    contentLakeUrl: env.CONTENT_LAKE_URL ?? loopback(env.HOST, env.STUDIO_PORT),
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
