import { resolve } from 'node:path'
import { z } from 'zod'
import { findApiHost, isLocalProject, localProjectId } from '#sanity/api-host.ts'
import { parseSettings } from '#services/shared/parse-settings.ts'
import { port, studioAddress, webhookSecret, webOrigin, webOrigins } from '#services/shared/setting-fields.ts'

const schema = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    SITE_PORT: port.default(4321),
    SITE_SOCKET: z.coerce.number('the number of an open descriptor is needed').int().min(3).optional(),
    STUDIO_PORT: port.default(3333),
    PREVIEW_PORT: z.union([z.literal('off'), port], 'a port number, or “off”, is needed').default(4320),
    PREVIEW_URL: webOrigin.optional(),
    DATA_DIR: z.string().default('.data'),
    RENDERER: z.string().default('.build/renderer/entry.mjs'),
    RENDERER_BUILD: z.enum(['done', 'running']).default('done'),
    SITE_URL: webOrigin.optional(),
    CONTENT_LAKE_URL: webOrigin.optional(),
    SANITY_API_HOST: webOrigin.optional(),
    STUDIO_URL: studioAddress.optional(),
    STUDIO_ORIGINS: webOrigins,
    SANITY_STUDIO_PROJECT_ID: z.string().default(localProjectId),
    SANITY_STUDIO_DATASET: z.string().default('production'),
    SANITY_API_READ_TOKEN: z.string(
      'a token that may read the dataset is needed; “npm start” makes one for the local Content Lake, ' +
        'and a hosted project gives one out under API, Tokens (Viewer)',
    ),
    SANITY_WEBHOOK_SECRET: webhookSecret,
    METRICS_TOKEN: z.string().min(16, 'at least 16 characters are needed').optional(),
    KEEP_RELEASES: z.coerce.number('a whole number is needed').int().min(1).max(1000).default(5),
    COMPARE_SECONDS: z.coerce.number('a number of seconds is needed').min(1).max(3600).default(60),
    MAX_REMOVED_SHARE: z.coerce.number('a share from 0 to 1 is needed').min(0).max(1).default(0.5),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .transform(env => ({
    host: env.HOST,
    port: env.SITE_PORT,
    /** The descriptor of that port, where the parent process holds it; null: the publisher opens it. */
    socket: env.SITE_SOCKET ?? null,
    folder: resolve(env.DATA_DIR, 'publisher'),
    rendererFile: resolve(env.RENDERER),
    /** False: it is being built, and the parent process sends a message once it is. */
    isRendererBuilt: env.RENDERER_BUILD === 'done',
    /** The origin that patients use. */
    siteUrl: env.SITE_URL ?? `http://localhost:${env.SITE_PORT}`,
    /** Where staff open the Studio: each may frame the site and read `release.json`, and links lead to the first. */
    studioUrls: [
      env.STUDIO_URL ?? (isLocalProject(env) ? findApiHost(env) : null),
      ...env.STUDIO_ORIGINS,
    ].filter(url => url !== null),
    /** The preview of drafts; null for none. `url` is the origin that staff use; null: this machine's own. */
    preview: env.PREVIEW_PORT === 'off' ? null : { port: env.PREVIEW_PORT, url: env.PREVIEW_URL ?? null },
    /** Where the publisher reads; null for Sanity's own hosts. */
    contentLakeUrl: findApiHost(env),
    projectId: env.SANITY_STUDIO_PROJECT_ID,
    dataset: env.SANITY_STUDIO_DATASET,
    readToken: env.SANITY_API_READ_TOKEN,
    webhookSecret: env.SANITY_WEBHOOK_SECRET,
    /** The token for `/metrics`; null: nobody may read them. */
    metricsToken: env.METRICS_TOKEN ?? null,
    keepReleases: env.KEEP_RELEASES,
    compareEveryMs: env.COMPARE_SECONDS * 1000,
    maxRemovedShare: env.MAX_REMOVED_SHARE,
    logLevel: env.LOG_LEVEL,
  }))

/** The publisher's settings from the environment. */
export type PublisherSettings = z.output<typeof schema>

/** @throws SettingsError that lists every missing or wrong variable. */
export function parsePublisherSettings(env: NodeJS.ProcessEnv): PublisherSettings {
  return parseSettings(schema, env)
}
