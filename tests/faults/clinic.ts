import { join } from 'node:path'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { settlePorts } from '#services/start/ports.ts'
import { webhookSecret } from '../publisher/test-publisher.ts'
import { clinicUrl, copyPreparedFolder } from './prepared.ts'
import {
  killWhileStarting,
  type RunningLake,
  type RunningPart,
  startLake,
  startPublisherProcess,
  temporaryFolder,
} from './processes.ts'
import { type Relay, startRelay } from './relay.ts'
import { untilQuiet } from './site-state.ts'
import { isFullSize } from './size.ts'

/** The clinic's whole system: Content Lake, seed, publisher, and the webhook that joins them. */
export type Clinic = AsyncDisposable & {
  folder: string
  lake: RunningLake
  /** Relays the Content Lake's webhooks to the publisher. */
  relay: Relay
  publisher: RunningPart
  /** The publisher's folder, with its releases. */
  publisherFolder: string
  /** Where the site answers, also after a restart. */
  siteUrl: string
  /** Starts the publisher again, on the same port and folder, once the one before has ended. */
  restart(): Promise<void>
  /** Starts it, and kills it so many milliseconds later. */
  restartAndKill(afterMs: number): Promise<void>
  /** A second publisher of the same content, which goes on from the first release; at full size, from nothing. */
  startAnother(): Promise<RunningPart & { publisherFolder: string }>
}

/** Starts all of it, with the numbered readings of edition 0. */
export async function startClinic(publisherEnv: NodeJS.ProcessEnv = {}): Promise<Clinic> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const { port } = await settlePorts('127.0.0.1', { port: 0 })
  const siteUrl = `http://127.0.0.1:${port}`
  const relay = stack.use(await startRelay(siteUrl))
  await copyPreparedFolder(folder)
  const lake = stack.use(await startLake(folder, clinicUrl))
  const place = { folder, port, contentLakeUrl: lake.url, env: publisherEnv }
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
    publisherFolder: join(folder, 'publisher'),
    get publisher() {
      return running.publisher
    },
    async restart() {
      running.publisher = await startPublisherProcess(place)
    },
    restartAndKill: afterMs => killWhileStarting(place, afterMs),
    async startAnother() {
      const another = join(folder, 'another')
      if (!isFullSize()) await copyPreparedFolder(another)
      const part = await startPublisherProcess({ ...place, folder: another, port: 0 })
      return { ...part, publisherFolder: join(another, 'publisher') }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
