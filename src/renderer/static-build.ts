import { createClient, type SanityClient } from '@sanity/client'
import { z } from 'zod'
import { describeFault } from '#sanity/faults.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { findFaults } from '#selectors/advice.ts'
import { type Site, siteAt } from '#site/site.ts'

/** What a static build makes its pages of: one snapshot at one instant, one address, the same for every page. */
export interface BuildInput {
  site: Site
  siteUrl: string
  /** For the originals of pictures. */
  client: SanityClient
}

let input: Promise<BuildInput> | undefined
let latest: BuildInput | undefined
let printed = ''

/**
 * The input of this build, read once; in development read again for each request, so that a reload shows what was
 * published meanwhile.
 * `BUILD_TIME` (an ISO instant) fixes the instant, so that a build can be repeated.
 * @throws Error that lists every fault of the content when a document would be held back: a static build is strict, since
 * nobody watches it go live. Advice alone is printed, and in development every fault.
 */
export function getBuildInput(): Promise<BuildInput> {
  input ??= import.meta.env.DEV ? refreshInput() : loadBuildInput()
  return input
}

/** Requests at the same time share one reading. */
async function refreshInput(): Promise<BuildInput> {
  try {
    latest = await loadBuildInput(latest)
    return latest
  } finally {
    input = undefined
  }
}

async function loadBuildInput(previous?: BuildInput): Promise<BuildInput> {
  const env = environment.parse(process.env)
  const client = previous?.client ?? clientFor(env)
  const { snapshot, source } = await read(client, env, previous?.site.snapshot)
  const now = env.BUILD_TIME ? Temporal.Instant.from(env.BUILD_TIME) : Temporal.Now.instant()
  const site = siteAt(snapshot, now)
  const siteUrl = env.SITE_URL ?? `http://localhost:${env.SITE_PORT}`
  const faults = findFaults(site, siteUrl)
  const listed = faults.map(describeFault).join('\n')
  const isStrict = !import.meta.env.DEV
  if (isStrict && snapshot.faults.length > 0)
    throw new Error(`The content at ${source} has faults:\n${listed}`)
  if (listed && listed !== printed)
    console.warn(`The content at ${source} can be built, and has to be mended:\n${listed}`)
  printed = listed
  return { site, siteUrl, client }
}

function isHosted({ SANITY_STUDIO_PROJECT_ID }: Environment): boolean {
  return SANITY_STUDIO_PROJECT_ID !== 'local'
}

function clientFor(env: Environment): SanityClient {
  return createClient({
    projectId: env.SANITY_STUDIO_PROJECT_ID,
    dataset: env.SANITY_STUDIO_DATASET,
    apiVersion: '2025-02-19',
    useCdn: false,
    perspective: 'published',
    token: env.SANITY_API_READ_TOKEN,
    ...(isHosted(env) ? {} : { apiHost: env.CONTENT_LAKE_URL, useProjectHostname: false }),
  })
}

async function read(
  client: SanityClient,
  env: Environment,
  previous: Snapshot | undefined,
): Promise<{ snapshot: Snapshot; source: string }> {
  const hosted = isHosted(env)
  const source = hosted ? `the Sanity project ${env.SANITY_STUDIO_PROJECT_ID}` : env.CONTENT_LAKE_URL
  try {
    const snapshot = await loadSnapshot(client, previous, { studioUrl: env.STUDIO_URL })
    return { snapshot, source }
  } catch (cause) {
    const remedy = hosted
      ? 'Check SANITY_STUDIO_PROJECT_ID, SANITY_STUDIO_DATASET and SANITY_API_READ_TOKEN in .env.'
      : 'Start it with “npm start”, on the same DATA_DIR, or set SANITY_STUDIO_PROJECT_ID in .env to build from hosted Sanity.'
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The content could not be read from ${source}: ${reason} ${remedy}`, { cause })
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

type Environment = z.infer<typeof environment>
