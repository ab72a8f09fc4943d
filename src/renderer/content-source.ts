import { createClient, type SanityClient } from '@sanity/client'
import { z } from 'zod'

/** Where `npm run build` and development read what is published. */
export interface ContentSource {
  /** As a message calls it. */
  name: string
  client: SanityClient
  /** The origin that patients use, without a slash at its end. */
  siteUrl: string
  /** Where the Studio is; undefined when it is where the Content Lake is. */
  studioUrl: string | undefined
  /** The instant at which the site is shown. `BUILD_TIME` (an ISO instant) fixes it, so that a build can be repeated. */
  now(): Temporal.Instant
}

/** @throws ZodError that names each variable that cannot be used. */
export function openSource(variables: Readonly<Record<string, string | undefined>>): ContentSource {
  const env = environment.parse(variables)
  const { SANITY_STUDIO_PROJECT_ID: projectId, CONTENT_LAKE_URL: apiHost, BUILD_TIME: instant } = env
  const isLocal = projectId === 'local'
  return {
    name: isLocal ? apiHost : `the Sanity project ${projectId}`,
    client: createClient({
      projectId,
      dataset: env.SANITY_STUDIO_DATASET,
      apiVersion: '2025-02-19',
      useCdn: false,
      perspective: 'published',
      token: env.SANITY_API_READ_TOKEN,
      ...(isLocal && { apiHost, useProjectHostname: false }),
    }),
    siteUrl: env.SITE_URL ?? `http://localhost:${env.SITE_PORT}`,
    studioUrl: env.STUDIO_URL,
    now: () => (instant ? Temporal.Instant.from(instant) : Temporal.Now.instant()),
  }
}

/**
 * What `load` reads from a source.
 * @throws Error that says what to check when it cannot be read.
 */
export async function readFrom<Content>(
  { client, name }: ContentSource,
  load: () => Promise<Content>,
): Promise<Content> {
  try {
    return await load()
  } catch (cause) {
    const remedy = client.config().useProjectHostname
      ? 'Check SANITY_STUDIO_PROJECT_ID, SANITY_STUDIO_DATASET and SANITY_API_READ_TOKEN in .env.'
      : 'Start it with “npm start”, on the same DATA_DIR, or set SANITY_STUDIO_PROJECT_ID in .env to build from hosted Sanity.'
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The content could not be read from ${name}: ${reason} ${remedy}`, { cause })
  }
}

/** A variable that is set but empty, as `.env` files have them, counts as not set. */
const optional = z.preprocess(value => value || undefined, z.string().optional())

const environment = z
  .object({
    SANITY_STUDIO_PROJECT_ID: optional.transform(value => value ?? 'local'),
    SANITY_STUDIO_DATASET: optional.transform(value => value ?? 'production'),
    SANITY_API_READ_TOKEN: optional,
    STUDIO_PORT: optional.transform(value => value ?? '3333'),
    STUDIO_URL: optional,
    SITE_PORT: optional.transform(value => value ?? '4321'),
    SITE_URL: optional,
    CONTENT_LAKE_URL: optional,
    BUILD_TIME: optional,
  })
  .transform(env => ({
    ...env,
    CONTENT_LAKE_URL: env.CONTENT_LAKE_URL ?? `http://localhost:${env.STUDIO_PORT}`,
  }))
