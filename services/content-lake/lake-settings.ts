import { resolve } from 'node:path'
import { z } from 'zod'
import { parseSettings } from '#services/shared/parse-settings.ts'
import { port, studioAddress, webOrigin, webOrigins } from '#services/shared/setting-fields.ts'

const tokenAdvice = 'a secret of at least 20 characters is needed (“npm start” makes one)'
const token = z.string(tokenAdvice).min(20, tokenAdvice)

const schema = z.object({
  STUDIO_PORT: port.default(3333),
  SITE_PORT: port.default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  SANITY_STUDIO_PROJECT_ID: z.string().min(1).default('local'),
  SANITY_STUDIO_DATASET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
    .default('production'),
  SITE_URL: webOrigin.optional(),
  PREVIEW_URL: webOrigin.optional(),
  STUDIO_URL: studioAddress.optional(),
  CONTENT_LAKE_ALLOWED_ORIGINS: webOrigins,
  UPLOAD_QUOTA_MB: z.coerce.number().int().min(1).default(20_000),
  SANITY_API_WRITE_TOKEN: token,
  SANITY_API_READ_TOKEN: token,
})

/** The process's settings. `SITE_URL` falls back to this machine's site port; `STUDIO_URL` to the lake's own port. */
export interface LakeSettings {
  port: number
  host: string
  dataDir: string
  projectId: string
  dataset: string
  siteUrl: string
  previewUrl: string | undefined
  studioUrl: string | undefined
  allowedOrigins: string[]
  uploadQuotaBytes: number
  writeToken: string
  readToken: string
}

/** Reads the environment once. @throws SettingsError that lists every fault, each with the variable to set. */
export function parseLakeSettings(env: NodeJS.ProcessEnv): LakeSettings {
  const data = parseSettings(schema, env)
  if (data.SANITY_API_READ_TOKEN === data.SANITY_API_WRITE_TOKEN) {
    throw new Error(
      'SANITY_API_READ_TOKEN and SANITY_API_WRITE_TOKEN are the same, so reading would allow writing. Set two different secrets.',
    )
  }
  return {
    port: data.STUDIO_PORT,
    host: data.HOST,
    dataDir: resolve(data.DATA_DIR, 'content-lake'),
    projectId: data.SANITY_STUDIO_PROJECT_ID,
    dataset: data.SANITY_STUDIO_DATASET,
    siteUrl: data.SITE_URL ?? `http://localhost:${data.SITE_PORT}`,
    previewUrl: data.PREVIEW_URL,
    studioUrl: data.STUDIO_URL,
    allowedOrigins: data.CONTENT_LAKE_ALLOWED_ORIGINS,
    uploadQuotaBytes: data.UPLOAD_QUOTA_MB * 1_000_000,
    writeToken: data.SANITY_API_WRITE_TOKEN,
    readToken: data.SANITY_API_READ_TOKEN,
  }
}
