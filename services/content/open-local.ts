import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { pino } from 'pino'
import { startContentLake } from '#content-lake/content-lake.ts'
import { parseLakeSettings } from '#content-lake/lake-settings.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { localProjectId } from '#sanity/api-host.ts'
import { isTaken } from '#services/shared/folder-lock.ts'
import { openDataFolder } from '#services/start/data-folder.ts'
import { loadSecrets, type Secrets } from '#services/start/secrets.ts'
import { parseStartSettings } from '#services/start/settings.ts'
import { ContentError, type Place } from './place.ts'

/** How long a Content Lake that runs may take to say so, in milliseconds. */
const answersWithinMs = 10_000

/**
 * The Content Lake of this machine: the one that runs, or else one of our own on its data folder, for as long as it takes.
 * `cleanUp` closes it.
 * @throws ContentError when the data folder is in use by something else.
 */
export async function openLocal(
  env: NodeJS.ProcessEnv,
  { dataDir, dataset }: { dataDir: string; dataset: string },
  cleanUp: AsyncDisposableStack,
): Promise<Place> {
  const name = `the Content Lake on this machine (${dataDir})`
  if (existsSync(join(dataDir, 'in-use.lock')) && isTaken(dataDir)) {
    // `.env` names the hosted project; its tokens are no use here either.
    const { contentLakeUrl: url } = parseStartSettings({ ...env, SANITY_STUDIO_PROJECT_ID: localProjectId })
    await requireLake(url, dataDir)
    return {
      name,
      assetOrigins: null,
      client: createLocalClient(url, dataset, await loadSecrets(dataDir, {})),
    }
  }
  const lock = await openDataFolder(dataDir)
  cleanUp.defer(() => lock.release())
  const secrets = await loadSecrets(dataDir, {})
  const { writeToken, readToken, ...settings } = parseLakeSettings({
    DATA_DIR: dataDir,
    SANITY_STUDIO_DATASET: dataset,
    ...secrets,
  })
  const lake = await startContentLake({
    ...settings,
    port: 0,
    secrets: { writeToken, readToken },
    studioDir: join(dataDir, 'no-studio'),
    log: pino({ level: 'silent' }),
    now: () => Temporal.Now.instant(),
  })
  cleanUp.use(lake)
  return { name, assetOrigins: null, client: createLocalClient(lake.url, dataset, secrets) }
}

async function requireLake(url: string, dataDir: string): Promise<void> {
  const isLake = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(answersWithinMs) }).then(
    async response => response.ok && Object.hasOwn(Object(await response.json()), 'documents'),
    () => false,
  )
  if (isLake) return
  throw new ContentError(
    `${dataDir} is in use, but no Content Lake answers at ${url}. Stop “npm start” for the time being, which opens it here; ` +
      'or set STUDIO_PORT, or CONTENT_LAKE_URL, as for “npm start”.',
  )
}

function createLocalClient(url: string, dataset: string, secrets: Secrets): SanityClient {
  return createApiClient(url, { dataset, token: secrets.SANITY_API_WRITE_TOKEN, perspective: 'raw' })
}
