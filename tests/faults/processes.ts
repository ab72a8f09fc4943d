import { type ChildProcess, fork } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { createApiClient } from '#sanity/api-client.ts'
import { allocatorSettings } from '#services/start/memory.ts'
import { seedFolder } from '#services/start/seed.ts'
import type { SeedDocument } from '#studio/seed/parse-seed.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { readToken, writeToken } from '../contract/content-lake-fixture.ts'
import { importSeed } from '../fixtures/seed.ts'
import { webhookSecret } from '../publisher/test-publisher.ts'

/** A part of the project in a process of its own, as `npm start` runs it. */
export type RunningPart = AsyncDisposable & {
  url: string
  pid: number
  /** Ends it at this instant, with no chance to do anything more. */
  kill(): Promise<void>
  /** Ends it as `npm start` does. */
  stop(): Promise<void>
}

/** The last lines that a part prints, for the message when it does not start. */
const keptLines = 40

function launchPart(main: string, env: NodeJS.ProcessEnv) {
  const child = fork(resolve(main), {
    env: { ...childEnvironment(), ...env },
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
  async function kill(): Promise<void> {
    child.kill('SIGKILL')
    await ended
  }
  async function stop(): Promise<void> {
    child.kill('SIGTERM')
    await ended
  }
  return { url, pid: child.pid ?? 0, kill, stop, [Symbol.asyncDispose]: kill }
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

export async function startLake(folder: string, siteUrl: string, port = 0): Promise<RunningLake> {
  const part = await startPart('services/content-lake/main.ts', {
    STUDIO_PORT: `${port}`,
    DATA_DIR: folder,
    SITE_URL: siteUrl,
    SANITY_API_WRITE_TOKEN: writeToken,
    SANITY_API_READ_TOKEN: readToken,
  })
  const client = createApiClient(part.url, { token: writeToken, maxRetries: 0 })
  return { ...part, client }
}

/**
 * Puts documents of the seed into a Content Lake. Their pictures are made small, in `scratch`, which must not exist yet:
 * what takes longest in a first release is not what is tested here.
 */
export async function importSmallSeed(
  client: SanityClient,
  scratch: string,
  documents: SeedDocument[],
): Promise<void> {
  const text = JSON.stringify(documents)
  await mkdir(join(scratch, 'images'), { recursive: true })
  for (const name of await readdir(join(seedFolder, 'images'))) {
    if (!text.includes(`/${name}"`)) continue
    const small = await sharp(await readFile(join(seedFolder, 'images', name)))
      .resize(240)
      .toBuffer()
    await writeFile(join(scratch, 'images', name), small)
  }
  await importSeed(client, documents, scratch)
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
export async function killWhileStarting(place: PublisherPlace, afterMs: number): Promise<void> {
  const { child, ended } = launchPart(publisherMain, environmentOf(place))
  await Promise.race([wait(afterMs), ended])
  child.kill('SIGKILL')
  await ended
}

function environmentOf({ folder, port, contentLakeUrl, env }: PublisherPlace): NodeJS.ProcessEnv {
  return {
    DATA_DIR: folder,
    SITE_PORT: String(port),
    PREVIEW_PORT: 'off',
    SITE_URL: 'https://clinic.example',
    CONTENT_LAKE_URL: contentLakeUrl,
    SANITY_API_READ_TOKEN: readToken,
    SANITY_WEBHOOK_SECRET: webhookSecret,
    RENDERER: resolve('.build/renderer/entry.mjs'),
    ...allocatorSettings,
    ...env,
  }
}
