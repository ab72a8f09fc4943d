import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient, type SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import sharp from 'sharp'
import { registerWebhook } from '../../services/start/content-lake-setup.ts'
import { settlePorts } from '../../services/start/ports.ts'
import { writeSampleContent } from '../../studio/sample-content/write-export.ts'
import { readToken, writeToken } from '../contract/content-lake-fixture.ts'
import { ask, webhookSecret } from '../publisher/test-publisher.ts'
import { type Relay, startRelay } from './relay.ts'

/** A part of the project in a process of its own, as `npm start` runs it. */
export type RunningPart = AsyncDisposable & {
  url: string
  pid: number
  /** The last lines that it printed. */
  output(): string
  /** Every log line that holds this text, parsed. */
  logged(text: string): Record<string, unknown>[]
  /** Ends it at this instant, with no chance to do anything more. */
  kill(): Promise<void>
  /** Asks it to end. Its exit code, or the signal that ended it. */
  stop(): Promise<number | string | null>
}

const keptLines = 2000

function launchPart(main: string, env: NodeJS.ProcessEnv) {
  const child = fork(resolve(main), {
    env: { PATH: process.env.PATH, ...env },
    silent: true,
    execArgv: [],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter(line => line !== ''))
      lines.splice(0, lines.length - keptLines)
    })
  }
  const ended = new Promise<number | string | null>(done =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  )
  return { child, lines, ended }
}

async function startPart(main: string, env: NodeJS.ProcessEnv): Promise<RunningPart> {
  const { child, lines, ended } = launchPart(main, env)
  const failed = ended.then(how => {
    throw new Error(`${main} ended with ${how} before it was ready:\n${lines.join('\n')}`)
  })
  failed.catch(() => {})
  const url = await Promise.race([readyUrl(child), failed])
  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    child.kill(signal)
    return await ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    output: () => lines.slice(-40).join('\n'),
    logged: text =>
      lines.flatMap(line => (line.includes(text) && line.startsWith('{') ? [Object(JSON.parse(line))] : [])),
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL')
    },
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise(done => {
    child.on('message', message => {
      if (typeof message === 'object' && 'url' in message) done(String(message.url))
    })
  })
}

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'faults-'))
  // A process of the publisher's that removes old releases may still be at it.
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) }
}

/** The Content Lake in a process of its own, with a client that may write. */
export type RunningLake = RunningPart & { client: SanityClient }

export async function startLake(folder: string, siteUrl: string): Promise<RunningLake> {
  const part = await startPart('services/content-lake/main.ts', {
    STUDIO_PORT: '0',
    DATA_DIR: folder,
    SITE_URL: siteUrl,
    SANITY_API_WRITE_TOKEN: writeToken,
    SANITY_API_READ_TOKEN: readToken,
  })
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: part.url,
    useProjectHostname: false,
    useCdn: false,
    token: writeToken,
    maxRetries: 0,
  })
  return { ...part, client }
}

/**
 * Puts the sample content, as it is at `now`, into a Content Lake. Its pictures are made small: what takes longest in a
 * first release is not what is tested here. `scratch` must not exist yet.
 */
export async function importSample(
  client: SanityClient,
  scratch: string,
  now: Temporal.Instant,
): Promise<void> {
  await writeSampleContent(scratch, now)
  const pictures = join(scratch, 'images')
  for (const name of await readdir(pictures)) {
    const small = await sharp(await readFile(join(pictures, name)))
      .resize(240)
      .toBuffer()
    await writeFile(join(pictures, name), small)
  }
  await sanityImport(scratch, {
    client,
    operation: 'createOrReplace',
    targetDataset: 'production',
    targetProjectId: 'local',
  })
}

export type PublisherPlace = {
  /** Its DATA_DIR. */
  folder: string
  port: number
  contentLakeUrl: string
  env?: NodeJS.ProcessEnv
}

const publisherMain = 'services/publisher/main.ts'

/** The publisher in a process of its own, with the built renderer. */
export function startPublisherProcess(place: PublisherPlace): Promise<RunningPart> {
  return startPart(publisherMain, environmentOf(place))
}

/** Starts the publisher and ends it after so many milliseconds, ready or not. */
async function killWhileStarting(place: PublisherPlace, afterMs: number): Promise<void> {
  const { child, ended } = launchPart(publisherMain, environmentOf(place))
  await Promise.race([wait(afterMs), ended])
  child.kill('SIGKILL')
  await ended
}

function environmentOf({ folder, port, contentLakeUrl, env }: PublisherPlace): NodeJS.ProcessEnv {
  return {
    DATA_DIR: folder,
    SITE_PORT: String(port),
    SITE_URL: 'https://clinic.example',
    CONTENT_LAKE_URL: contentLakeUrl,
    SANITY_API_READ_TOKEN: readToken,
    SANITY_WEBHOOK_SECRET: webhookSecret,
    RENDERER: resolve('.build/renderer/entry.mjs'),
    ...env,
  }
}

/** The clinic's whole system: Content Lake, sample content, publisher, and the webhook that joins them. */
export type Clinic = AsyncDisposable & {
  folder: string
  lake: RunningLake
  /** Stands between the Content Lake's webhooks and the publisher. */
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
  /** A publisher beside this one, in an empty folder: it makes everything anew from the same content. */
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
  await importSample(lake.client, join(folder, 'sample'), Temporal.Now.instant())
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

/** Waits for `found` to give something; throws after `withinMs`, with what `describe` says. */
export async function until<Found>(
  found: () => Promise<Found | null | undefined | false>,
  { withinMs = 20_000, everyMs = 5, describe }: { withinMs?: number; everyMs?: number; describe(): string },
): Promise<Found> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = await found()
    if (value !== null && value !== undefined && value !== false) return value
    if (performance.now() > deadline) throw new Error(`${describe()} did not come within ${withinMs} ms.`)
    await wait(everyMs)
  }
}

export type Health = { state: string; pending: number; reason: string | null; release: string | null }

export async function readHealth(siteUrl: string): Promise<Health> {
  const { state, pending, reason, release } = Object(JSON.parse((await ask(siteUrl, '/healthz')).text))
  return { state, pending, reason, release }
}

/** Waits until the publisher has a release, and nothing runs or waits. */
export async function untilQuiet(siteUrl: string, withinMs = 30_000): Promise<Health> {
  let last: Health | null = null
  return await until(
    async () => {
      last = await readHealth(siteUrl)
      return last.state === 'idle' && last.pending === 0 && last.release !== null && last
    },
    { withinMs, everyMs: 20, describe: () => `A quiet publisher (last: ${JSON.stringify(last)})` },
  )
}

export type Notice = { release: string; publishedAt: string; documents: Record<string, string> }

/** What `/release.json` says now. */
export async function readNotice(siteUrl: string): Promise<Notice> {
  const { release, publishedAt, documents } = Object(JSON.parse((await ask(siteUrl, '/release.json')).text))
  return { release, publishedAt, documents }
}

/** Memory of a process that is in use, in bytes (resident set). */
export async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024
}
