import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'
import { findApiHost, isLocalProject, localProjectId } from '#sanity/api-host.ts'
import { findSiteUrl } from '#src/hosts/site-url.ts'

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

/**
 * `isDeployed`: patients will see it, so that it needs an address unless the content is this machine's.
 * @throws Error that names the variable that is missing or cannot be used.
 */
export function openSource(
  variables: Readonly<Record<string, string | undefined>>,
  { isDeployed }: { isDeployed: boolean },
): ContentSource {
  const env = environment.parse(variables)
  const { SANITY_STUDIO_PROJECT_ID: projectId, BUILD_TIME: instant } = env
  const isLocal = isLocalProject(variables)
  const apiHost = findApiHost(variables)
  return {
    name: apiHost ?? `the Sanity project ${projectId}`,
    client: createApiClient(apiHost, {
      projectId,
      dataset: env.SANITY_STUDIO_DATASET,
      perspective: 'published',
      token: env.SANITY_API_READ_TOKEN,
    }),
    siteUrl: findSiteUrl(variables, { isRequired: isDeployed && !isLocal }),
    studioUrl: env.STUDIO_URL,
    now: () => (instant ? Temporal.Instant.from(instant) : Temporal.Now.instant()),
  }
}

/** Of the renderer's own build, whose classes are not this module's; what they say needs no advice about the content's source. */
const ownErrors = ['ContentError', 'LiveSiteError']

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
    if (cause instanceof Error && ownErrors.includes(cause.name)) throw cause
    const remedy = client.config().useProjectHostname
      ? 'Check SANITY_STUDIO_PROJECT_ID, SANITY_STUDIO_DATASET and SANITY_API_READ_TOKEN, in .env or among the variables of the build.'
      : 'Start it with “npm start”, on the same DATA_DIR, or set SANITY_STUDIO_PROJECT_ID, in .env or among the variables of the build, to read hosted Sanity.'
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The content could not be read from ${name}: ${reason} ${remedy}`, { cause })
  }
}

/** A variable that is set but empty, as `.env` files have them, counts as not set. */
const optional = z.preprocess(value => value || undefined, z.string().optional())

const environment = z.object({
  SANITY_STUDIO_PROJECT_ID: optional.transform(value => value ?? localProjectId),
  SANITY_STUDIO_DATASET: optional.transform(value => value ?? 'production'),
  SANITY_API_READ_TOKEN: optional,
  STUDIO_URL: optional,
  BUILD_TIME: optional,
})
