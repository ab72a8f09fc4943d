import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { allocatorSettings, publisherCommand } from '#services/start/memory.ts'
import { settlePorts } from '#services/start/ports.ts'
import { corpus } from '../corpus/corpus.ts'
import { createReleaseLog, type LiveRelease, type ReleaseLog } from './live-release.ts'
import { type PartProcess, startPart } from './part-process.ts'

export interface SystemOptions {
  articles: number
  now: Temporal.Instant
  /** A folder of its own, for everything that the parts keep. */
  folder: string
  /** The root of the repository. */
  root: string
  /** The built renderer. */
  renderer: string
  signal: AbortSignal
  report(line: string): void
}

/** The Content Lake, filled, with what is needed to start publishers beside it. */
export interface ClinicLake extends AsyncDisposable {
  part: PartProcess
  url: string
  client: SanityClient
  documents: number
  /** What a static build of the site needs to know to read from here. */
  buildEnv: NodeJS.ProcessEnv
  /** Starts a publisher on a folder of that name, and resolves once it has put a release live: the first, or that of other code. */
  startPublisher(name: string, renderer?: string): Promise<ClinicPublisher>
}

export interface ClinicPublisher extends AsyncDisposable {
  part: PartProcess
  url: string
  log: ReleaseLog
  first: LiveRelease
  /** From the start of the process to the first release, in milliseconds. */
  firstWallMs: number
}

const projectId = 'local'
const dataset = 'production'

/** Starts a Content Lake as a process of its own, and loads the corpus over its API. */
export async function startClinicLake(options: SystemOptions): Promise<ClinicLake> {
  await using stack = new AsyncDisposableStack()
  const { root, folder, report, signal } = options
  const ports = await settlePorts('127.0.0.1', { STUDIO_PORT: 0, SITE_PORT: 0 })
  const url = `http://localhost:${ports.STUDIO_PORT}`
  const siteUrl = `http://localhost:${ports.SITE_PORT}`
  const secrets = {
    SANITY_API_WRITE_TOKEN: newSecret(),
    SANITY_API_READ_TOKEN: newSecret(),
    SANITY_WEBHOOK_SECRET: newSecret(),
  }
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    ...allocatorSettings,
    HOST: '127.0.0.1',
    STUDIO_PORT: String(ports.STUDIO_PORT),
    SITE_PORT: String(ports.SITE_PORT),
    PREVIEW_PORT: 'off',
    SITE_URL: siteUrl,
    CONTENT_LAKE_URL: url,
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: dataset,
    RENDERER: options.renderer,
  }
  const part = stack.use(
    startPart({
      title: 'The Content Lake',
      args: ['services/content-lake/main.ts'],
      root,
      env: { ...env, ...secrets, DATA_DIR: join(folder, 'lake') },
    }),
  )
  await part.ready
  const token = secrets.SANITY_API_WRITE_TOKEN
  const client = createApiClient(url, { projectId, dataset, token, maxRetries: 0 })
  const documents = await loadCorpus(client, options)

  async function startPublisher(name: string, renderer = options.renderer): Promise<ClinicPublisher> {
    await using started = new AsyncDisposableStack()
    const publisher = started.use(
      startPart({
        title: 'The publisher',
        args: publisherCommand,
        root,
        env: {
          ...env,
          SANITY_API_READ_TOKEN: secrets.SANITY_API_READ_TOKEN,
          SANITY_WEBHOOK_SECRET: secrets.SANITY_WEBHOOK_SECRET,
          DATA_DIR: join(folder, name),
          RENDERER: renderer,
        },
      }),
    )
    const log = createReleaseLog(publisher)
    const siteOrigin = `http://127.0.0.1:${ports.SITE_PORT}`
    await registerWebhook(client, {
      projectId,
      dataset,
      url: `${siteOrigin}/hooks/sanity`,
      secret: secrets.SANITY_WEBHOOK_SECRET,
    })
    await publisher.ready
    const first = await log.next(0, firstReleaseWithinMs, signal)
    const firstWallMs = performance.now() - publisher.startedAtMs
    await checkFaults(siteOrigin)
    const kept = started.move()
    return {
      part: publisher,
      url: siteOrigin,
      log,
      first,
      firstWallMs,
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    }
  }

  report(`Loaded ${documents.toLocaleString('en-US')} documents into a Content Lake`)
  const kept = stack.move()
  return {
    part,
    url,
    client,
    documents,
    buildEnv: { ...env, SANITY_API_READ_TOKEN: secrets.SANITY_API_READ_TOKEN },
    startPublisher,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const firstReleaseWithinMs = 20 * 60_000

async function loadCorpus(client: SanityClient, { articles, now, signal }: SystemOptions): Promise<number> {
  let documents = 0
  for (const batch of corpus(articles, now)) {
    signal.throwIfAborted()
    await client.mutate(
      batch.map(document => ({ createOrReplace: document })),
      { returnDocuments: false, tag: 'bench' },
    )
    documents += batch.length
  }
  return documents
}

/** @throws Error if the content breaks a contract: what is held back would not be measured. */
async function checkFaults(siteOrigin: string): Promise<void> {
  const notice: unknown = await (await fetch(`${siteOrigin}/release.json`)).json()
  const { faults } = z.object({ faults: z.array(z.unknown()) }).parse(notice)
  if (faults.length === 0) return
  throw new Error(`The benchmark’s content has faults; mend tests/bench/corpus: ${JSON.stringify(faults[0])}`)
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
