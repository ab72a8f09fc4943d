import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { settlePorts } from '#services/start/ports.ts'
import { webhookSecret } from '../publisher/test-publisher.ts'
import {
  importSmallSeed,
  killWhileStarting,
  type RunningLake,
  type RunningPart,
  startLake,
  startPublisherProcess,
  temporaryFolder,
} from './processes.ts'
import { type Relay, startRelay } from './relay.ts'
import { untilQuiet } from './site-state.ts'

/** The clinic's whole system: Content Lake, seed, publisher, and the webhook that joins them. */
export type Clinic = AsyncDisposable & {
  folder: string
  lake: RunningLake
  /** Relays the Content Lake's webhooks to the publisher. */
  relay: Relay
  publisher: RunningPart
  /** The publisher's folder, below which releases and journal lie. */
  publisherFolder: string
  /** Where the site answers, also after a restart. */
  siteUrl: string
  /** Starts the publisher again, on the same port and folder, once the one before has ended. */
  restart(): Promise<void>
  /** Starts it, and kills it so many milliseconds later. */
  restartAndKill(afterMs: number): Promise<void>
  /** A second publisher in an empty folder, which makes everything from the same content. */
  startFresh(): Promise<RunningPart & { publisherFolder: string }>
}

/** Starts all of it. `prepare` may add content before the publisher first looks. */
export async function startClinic(options: {
  prepare?(client: SanityClient): Promise<void>
  publisherEnv?: NodeJS.ProcessEnv
}): Promise<Clinic> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const { port } = await settlePorts('127.0.0.1', { port: 0 })
  const siteUrl = `http://127.0.0.1:${port}`
  const relay = stack.use(await startRelay(siteUrl))
  const lake = stack.use(await startLake(join(folder, 'lake'), 'https://clinic.example'))
  await importSmallSeed(lake.client, join(folder, 'sample'), Temporal.Now.instant())
  await options.prepare?.(lake.client)
  const place = {
    folder: join(folder, 'site'),
    port,
    contentLakeUrl: lake.url,
    env: { LOG_LEVEL: 'info', ...options.publisherEnv },
  }
  const running = { publisher: await startPublisherProcess(place) }
  stack.defer(async () => await running.publisher[Symbol.asyncDispose]())
  await registerWebhook(lake.client, {
    projectId: 'local',
    dataset: 'production',
    url: relay.url,
    secret: webhookSecret,
  })
  await untilQuiet(siteUrl)
  const owned = stack.move()
  return {
    folder,
    lake,
    relay,
    siteUrl,
    publisherFolder: join(place.folder, 'publisher'),
    get publisher() {
      return running.publisher
    },
    async restart() {
      running.publisher = await startPublisherProcess(place)
    },
    restartAndKill: afterMs => killWhileStarting(place, afterMs),
    async startFresh() {
      const empty = join(folder, 'fresh')
      const part = await startPublisherProcess({ ...place, folder: empty, port: 0 })
      return { ...part, publisherFolder: join(empty, 'publisher') }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
