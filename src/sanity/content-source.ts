import { createClient, type SanityClient } from '@sanity/client'
import { z } from 'zod'
import { ContentError } from './faults.ts'

/** Where published content is read. */
export interface ContentSource {
  /** Reads what is published, without Sanity's cache. */
  client: SanityClient
  /** For messages. */
  name: string
  /** By Sanity, not by the Content Lake of this machine. */
  isHosted: boolean
  studioUrl: string | null
}

/** A variable that is set but empty, as `.env` files have them, counts as not set. */
const optional = z.preprocess(value => value || undefined, z.string().optional())

const environment = z.object({
  SANITY_STUDIO_PROJECT_ID: optional.transform(value => value ?? 'local'),
  SANITY_STUDIO_DATASET: optional.transform(value => value ?? 'production'),
  SANITY_API_READ_TOKEN: optional,
  STUDIO_PORT: optional.transform(value => value ?? '3333'),
  STUDIO_URL: optional,
  CONTENT_LAKE_URL: optional,
})

export function openContentSource(variables: Readonly<Record<string, string | undefined>>): ContentSource {
  const env = environment.parse(variables)
  const projectId = env.SANITY_STUDIO_PROJECT_ID
  const isHosted = projectId !== 'local'
  const apiHost = env.CONTENT_LAKE_URL ?? `http://localhost:${env.STUDIO_PORT}`
  const client = createClient({
    projectId,
    dataset: env.SANITY_STUDIO_DATASET,
    apiVersion: '2025-02-19',
    useCdn: false,
    perspective: 'published',
    token: env.SANITY_API_READ_TOKEN,
    ...(!isHosted && { apiHost, useProjectHostname: false }),
  })
  const name = isHosted ? `the Sanity project ${projectId}` : apiHost
  return { client, name, isHosted, studioUrl: env.STUDIO_URL ?? null }
}

/** @throws Error that says from where nothing could be read, why, and what to do. */
export async function readFrom<Result>(
  { client, name, isHosted }: ContentSource,
  read: (client: SanityClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(client)
  } catch (cause) {
    if (cause instanceof ContentError) throw cause
    const remedy = isHosted
      ? 'Check SANITY_STUDIO_PROJECT_ID, SANITY_STUDIO_DATASET and SANITY_API_READ_TOKEN, in .env or among the variables of the build.'
      : 'Start it with “npm start”, on the same DATA_DIR, or set SANITY_STUDIO_PROJECT_ID, in .env or among the variables of the build, to read hosted Sanity.'
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The content could not be read from ${name}: ${reason} ${remedy}`, { cause })
  }
}
