import { createApiClient } from '#sanity/api-client.ts'
import { loadEnvFile } from '#services/shared/load-env-file.ts'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { quietTools } from '#services/shared/quiet-tools.ts'
import { untilAborted } from '#services/shared/until-aborted.ts'
import { createSignInUrl } from '#services/start/content-lake-setup.ts'
import { openDataFolder } from '#services/start/data-folder.ts'
import { loadFirstContent } from '#services/start/first-content.ts'
import type { Run } from '#services/start/part.ts'
import { settlePorts } from '#services/start/ports.ts'
import { loadSecrets, type Secrets } from '#services/start/secrets.ts'
import { parseStartSettings, type StartSettings } from '#services/start/settings.ts'
import { StartError } from '#services/start/start-error.ts'
import { colourEnv, print, type Source } from './output.ts'
import { startTool, waitForServer } from './tool.ts'
import { watchTypes } from './types.ts'

/** Whatever HOST says: what is served here shows its sources, and any file of this folder. */
const host = '127.0.0.1'

/**
 * Runs the Content Lake, unless it is hosted, `astro dev` and `sanity dev` until Ctrl-C, or until one of them ends. Exits
 * with 0 only where it was asked to end.
 */
export async function develop(root: string): Promise<void> {
  process.chdir(root)
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(null))
  await using cleanUp = new AsyncDisposableStack()
  try {
    await runAll(root, stopping, cleanUp)
  } catch (error) {
    const wasRequested = stopping.signal.aborted && stopping.signal.reason === null
    if (!wasRequested) {
      const isExpected = error instanceof StartError || error instanceof SettingsError
      console.error(
        `\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
      )
      process.exitCode = 1
    }
  }
}

async function runAll(root: string, stopping: AbortController, cleanUp: AsyncDisposableStack): Promise<void> {
  const { signal } = stopping
  loadEnvFile(root)
  const settings = parseStartSettings({
    ...process.env,
    // Nothing here hears of webhooks.
    SANITY_WEBHOOK_SECRET: process.env.SANITY_WEBHOOK_SECRET || 'not needed: nothing is published',
  })
  const { dataDir, studioPort, sitePort, projectId, dataset, isHosted } = settings
  const lock = await openDataFolder(dataDir)
  cleanUp.defer(() => lock.release())
  const ports = await settlePorts(host, { STUDIO_PORT: studioPort, SITE_PORT: sitePort, lake: 0 })
  const siteUrl = `http://localhost:${ports.SITE_PORT}`
  const studioUrl = `http://localhost:${ports.STUDIO_PORT}`
  const secrets = isHosted ? null : await loadSecrets(dataDir, process.env)
  const shared = {
    ...process.env,
    ...secrets,
    ...quietTools,
    ...colourEnv(),
    DATA_DIR: dataDir,
    SITE_URL: siteUrl,
    // Browsers reach the Content Lake by way of the Studio's server, too.
    STUDIO_URL: studioUrl,
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: dataset,
    ...(settings.apiHost && { SANITY_STUDIO_API_HOST: settings.apiHost }),
  }

  const running: Run[] = []
  cleanUp.defer(async () => {
    await Promise.all(running.map(tool => tool.stop()))
  })

  function run(source: Source, command: readonly string[], env: NodeJS.ProcessEnv): Run {
    const tool = startTool({ source, command, root, env: { ...shared, ...env } })
    running.push(tool)
    tool.ended.then(reason => {
      if (!signal.aborted) stopping.abort(new StartError(`${titles[source]} has ended: ${reason}`))
    })
    return tool
  }

  const lakeUrl = `http://localhost:${ports.lake}`
  const ready: Promise<unknown>[] = []
  if (secrets) {
    const lake = run('lake', ['services/content-lake/main.ts'], {
      HOST: host,
      STUDIO_PORT: String(ports.lake),
    })
    ready.push(lake.ready.then(() => loadSample(lakeUrl, secrets, { settings, signal })))
  }
  run('site', ['node_modules/astro/bin/astro.mjs', 'dev', '--ignore-lock', ...at(ports.SITE_PORT)], {
    ...(secrets && { CONTENT_LAKE_URL: lakeUrl }),
    // It would go on in the background where an agent runs it.
    ASTRO_DEV_BACKGROUND: '1',
  })
  run('studio', ['node_modules/sanity/bin/sanity', 'dev', ...at(ports.STUDIO_PORT)], {
    ...(secrets && { DEV_CONTENT_LAKE_URL: lakeUrl }),
    SANITY_STUDIO_SITE_URL: siteUrl,
  })
  ready.push(...[siteUrl, studioUrl].map(url => waitForServer(`${url}/@vite/client`, signal)))
  await Promise.race([Promise.all(ready), untilAborted(signal)])

  const types = watchTypes(root, line => print('types', line), signal)
  cleanUp.defer(() => types)
  await showAddresses({ siteUrl, studioUrl, lakeUrl, secrets, settings })
  await untilAborted(signal)
}

const titles: Record<Source, string> = {
  site: 'astro dev',
  studio: 'sanity dev',
  lake: 'The Content Lake',
  types: 'typegen',
  dev: 'npm run dev',
}

function at(port: number): string[] {
  return ['--host', host, '--port', String(port)]
}

async function loadSample(
  lakeUrl: string,
  { SANITY_API_WRITE_TOKEN: token }: Secrets,
  { settings, signal }: { settings: StartSettings; signal: AbortSignal },
): Promise<void> {
  const { dataset, projectId, dataDir } = settings
  const client = createApiClient(lakeUrl, { projectId, dataset, token })
  const report = (line: string) => print('lake', line)
  await loadFirstContent({ client, dataset, projectId, dataDir, now: Temporal.Now.instant(), signal, report })
}

async function showAddresses(given: {
  siteUrl: string
  studioUrl: string
  lakeUrl: string
  secrets: Secrets | null
  settings: StartSettings
}): Promise<void> {
  const { siteUrl, studioUrl, lakeUrl, secrets, settings } = given
  const { projectId, dataset } = settings
  const client = createApiClient(lakeUrl, { projectId, dataset, token: secrets?.SANITY_API_WRITE_TOKEN })
  const studio = secrets
    ? `${await createSignInUrl(client, studioUrl)}  (signs you in; works once)`
    : `${studioUrl}/  (must be among the CORS origins of project ${projectId})`
  print(
    'dev',
    [
      `Site    ${siteUrl}/`,
      `Studio  ${studio}`,
      'Drafts are previewed, and releases made, by “npm start” alone. Ctrl-C stops everything.',
    ].join('\n'),
  )
}
