import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { pino } from 'pino'
import type { Clock } from '#publisher/clock.ts'
import type { Log } from '#publisher/log.ts'
import { createPublisher, type Publisher, type PublisherOptions } from '#publisher/publisher.ts'
import { createFinisher, type Finisher } from '#publisher/releases/finish-file.ts'
import { startSiteServer } from '#publisher/serve/site-server.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { type SmallDocument, type SmallLake, startSmallLake } from './small-lake.ts'
import { createSmallRenderer, type SmallRenderer } from './small-renderer.ts'

export const webhookSecret = 'a secret for tests, long enough'
export const metricsToken = 'a token of the monitor, for tests'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string }

export type TestPublisher = AsyncDisposable & {
  publisher: Publisher
  lake: SmallLake
  clock: ManualClock
  renderer: SmallRenderer
  folder: string
  /** Every line that was logged, as text. */
  logged: string[]
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>
  /** Sends a webhook, signed as Sanity signs it; `headers` outdo its own. */
  hook(
    document: object,
    options?: {
      key?: string
      operation?: string
      signedAt?: number
      secret?: string
      headers?: Record<string, string>
    },
  ): Promise<Answer>
  /** Publishes in the lake, announces it, and waits until the publisher is done with it. */
  publish(document: { _id: string; [field: string]: unknown }): Promise<SmallDocument>
  health(): Promise<Record<string, unknown>>
  /** Ends the publisher and starts another on the same folder, with the code given. */
  restart(renderer?: SmallRenderer): Promise<void>
}

export type TestSettings = {
  siteUrl?: string
  metricsToken?: string | null
  keepReleases?: number
  maxRemovedShare?: number
}

/**
 * The publisher with a small lake, a small site, a manual clock and a folder of its own, which `prepare` may fill before
 * the start.
 */
export async function startTestPublisher(
  documents: { _id: string; [field: string]: unknown }[],
  settings: TestSettings = {},
  prepare?: (folder: string, lake: SmallLake) => Promise<void>,
): Promise<TestPublisher> {
  const folder = await mkdtemp(join(tmpdir(), 'publisher-'))
  const lake = await startSmallLake(documents)
  const clock = createManualClock()
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  const { client } = lake
  await prepare?.(folder, lake)
  let hooks = 0

  function start(renderer: SmallRenderer): Promise<Publisher> {
    return createPublisher({
      settings: {
        host: '127.0.0.1',
        port: 0,
        folder,
        siteUrl: 'https://clinic.example',
        studioUrls: ['http://localhost:3333'],
        webhookSecret,
        metricsToken,
        keepReleases: 5,
        compareEveryMs: 60_000,
        maxRemovedShare: 0.5,
        ...settings,
      },
      clock,
      client,
      renderer,
      log,
      ...withoutThreads(clock, log),
    }).start()
  }

  const renderer = createSmallRenderer()
  const test: TestPublisher = {
    publisher: await start(renderer),
    lake,
    clock,
    renderer,
    folder,
    logged,
    ask: (path, options) => ask(test.publisher.url, path, options),
    async hook(document, options = {}) {
      hooks += 1
      const body = JSON.stringify(document)
      const signedAt = options.signedAt ?? clock.now().epochMilliseconds
      return await ask(test.publisher.url, '/hooks/sanity', {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': options.key ?? `key-${hooks}`,
          'sanity-operation': options.operation ?? 'update',
          [SIGNATURE_HEADER_NAME]: await encodeSignatureHeader(
            body,
            signedAt,
            options.secret ?? webhookSecret,
          ),
          ...options.headers,
        },
      })
    },
    async publish(document) {
      const published = lake.publish(document)
      await test.hook(published)
      await test.publisher.whenQuiet()
      return published
    },
    async health() {
      return JSON.parse((await test.ask('/healthz')).text)
    },
    async restart(renderer = createSmallRenderer()) {
      await test.publisher.stop()
      test.renderer = renderer
      test.publisher = await start(renderer)
      await test.publisher.whenQuiet()
    },
    async [Symbol.asyncDispose]() {
      await test.publisher.stop()
      await lake[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return test
}

let finisher: Finisher | undefined

/** One for all publishers of this process: starting its threads takes most of the time of a small publish. */
export function sharedFinisher(): Finisher {
  finisher ??= createFinisher()
  return { ...finisher, async [Symbol.asyncDispose]() {} }
}

/** Options of a publisher whose threads are not what is tested: it serves on this one, by the same clock. */
export function withoutThreads(
  clock: Clock,
  log: Log,
): Required<Pick<PublisherOptions, 'finisher' | 'startServer'>> {
  return {
    finisher: sharedFinisher(),
    startServer: (settings, publishing) => startSiteServer(settings, { clock, log, publishing }),
  }
}

/** A request as it is written, with nothing tidied up on the way. */
export function ask(
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const whole = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: whole,
          text: whole.toString(),
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
