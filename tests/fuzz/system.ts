import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { createEntryLink } from '#publisher/preview/entry-link.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { buildIfStale } from '#services/start/builds.ts'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { settlePorts } from '#services/start/ports.ts'
import { importSmallSeed, temporaryFolder } from '../faults/processes.ts'
import { untilQuiet } from '../faults/site-state.ts'
import { readSeed } from '../fixtures/seed.ts'
import { exportLive } from '../fixtures/stored-releases.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import type { ServerName, World } from './world.ts'

const writeToken = 'write-token-for-the-fuzz-lane-0123'
const readToken = 'read-token-for-the-fuzz-lane-01234'
const webhookSecret = 'a secret for the fuzz lane'
const metricsToken = 'a token for the metrics of the fuzz lane'

/** The whole system, each part in a process of its own, with the seed on it. */
export type FuzzedSystem = AsyncDisposable & {
  world: World
  /** Site and preview are one process. */
  processOf: Record<ServerName, ServerProcess>
  processes: readonly ServerProcess[]
  client: SanityClient
  siteUrl: string
  /** Every document with its revision, and every webhook and person: what a stranger may not change. */
  readContent(): Promise<string>
}

export async function startFuzzedSystem(): Promise<FuzzedSystem> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  await build()
  const wanted = { lake: 0, 'hosted Studio': 0, site: 0, preview: 0 }
  const ports: Record<ServerName, number> = await settlePorts('127.0.0.1', wanted)
  const lakeUrl = `http://localhost:${ports.lake}`
  const siteUrl = `http://localhost:${ports.site}`
  const shared = {
    HOST: '127.0.0.1',
    SITE_PORT: String(ports.site),
    SITE_URL: siteUrl,
    SANITY_API_READ_TOKEN: readToken,
  }
  const start = async (name: string, main: string, env: NodeJS.ProcessEnv) =>
    stack.use(await startServer(name, main, { ...shared, ...env }))

  const lake = await start('Content Lake', 'services/content-lake/main.ts', {
    STUDIO_PORT: String(ports.lake),
    DATA_DIR: join(folder, 'lake'),
    SANITY_API_WRITE_TOKEN: writeToken,
  })
  const client = createApiClient(lakeUrl, { perspective: 'raw', token: writeToken, maxRetries: 0 })
  await importSmallSeed(client, join(folder, 'sample'), readSeed(Temporal.Now.instant()))
  const publisher = await start('publisher', 'services/publisher/main.ts', {
    PREVIEW_PORT: String(ports.preview),
    DATA_DIR: join(folder, 'site'),
    CONTENT_LAKE_URL: lakeUrl,
    SANITY_WEBHOOK_SECRET: webhookSecret,
    METRICS_TOKEN: metricsToken,
    RENDERER: resolve('.build/renderer/entry.mjs'),
  })
  const hook = {
    projectId: 'local',
    dataset: 'production',
    url: `${siteUrl}/hooks/sanity`,
    secret: webhookSecret,
  }
  await registerWebhook(client, hook)
  const studio = await start('hosted Studio', 'services/start/serve-studio.ts', {
    STUDIO_PORT: String(ports['hosted Studio']),
    SANITY_STUDIO_PROJECT_ID: 'abcd1234',
    SANITY_STUDIO_DATASET: 'production',
  })
  await untilQuiet(siteUrl)
  const live = stack.use(await exportLive(join(folder, 'site', 'publisher')))
  const world = {
    ports,
    tokens: {
      robot: writeToken,
      viewer: await signIn(client, 'viewer'),
      contributor: await signIn(client, 'contributor'),
      editor: await signIn(client, 'editor'),
    },
    webhookSecret,
    metricsToken,
    previewCookie: await enterPreview(`http://localhost:${ports.preview}`),
    documentIds: await client.fetch<string[]>('*[]._id'),
    imageNames: await client
      .fetch<string[]>('*[_type == "sanity.imageAsset"].path')
      .then(paths => paths.map(fileName)),
    sitePaths: await listSite(live.path),
    studioPaths: await listFiles('.build/studio'),
  }
  const kept = stack.move()
  return {
    world,
    processOf: { lake, 'hosted Studio': studio, site: publisher, preview: publisher },
    processes: [lake, studio, publisher],
    client,
    siteUrl,
    async readContent() {
      const documents = await client.fetch<unknown[]>(`*[_id != "${probeId}"] | order(_id) {_id, _rev}`)
      const hooks = await client.request<unknown>({ url: '/hooks/projects/local' })
      const people = await client.request<{ id: string; role: string }[]>({ url: '/access/people' })
      const roles = people.map(({ id, role }) => ({ id, role }))
      return JSON.stringify({ documents, hooks, roles }, null, 1)
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** What staff write while all this goes on; it is no page of the site. */
export const probeId = 'fuzz-probe'

async function build(): Promise<void> {
  const { signal } = new AbortController()
  const options = {
    root: process.cwd(),
    // As “npm start” sets it, so that the Studio is not built again for this.
    env: { ...process.env, SANITY_STUDIO_PROJECT_ID: 'local', SANITY_STUDIO_DATASET: 'production' },
    signal,
    report: (line: string) => console.log(line),
  }
  for (const name of ['renderer', 'studio'] as const) await buildIfStale(name, options)
}

async function signIn(client: SanityClient, role: string): Promise<string> {
  const body = { name: `Fuzz ${role}`, role }
  const { sid } = Object(await client.request<unknown>({ url: '/access/people', method: 'POST', body }))
  const { token } = Object(await client.request<unknown>({ url: '/auth/fetch', query: { sid } }))
  return String(token)
}

async function enterPreview(previewUrl: string): Promise<string> {
  const link = createEntryLink(previewUrl, webhookSecret, Temporal.Now.instant())
  const { headers } = await fetch(link, { redirect: 'manual' })
  const [cookie] = headers.getSetCookie()
  if (!cookie) throw new Error('The preview let nobody in.')
  return cookie.split(';', 1)[0] ?? ''
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? path
}

async function listSite(folder: string): Promise<string[]> {
  const paths = await listFiles(folder)
  return paths.filter(path => !/\.(br|gz)$/.test(path)).map(path => path.replace(/index\.html$/, ''))
}

async function listFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return files
    .filter(file => file.isFile())
    .map(file => `/${join(file.parentPath, file.name).slice(folder.length + 1)}`)
    .toSorted()
}
