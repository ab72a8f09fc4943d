import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '#publisher/clock.ts'
import { runCommand } from '#publisher/commands/run-command.ts'
import { createContentClient } from '#publisher/content-client.ts'
import { createPublisher, type Publisher } from '#publisher/publisher.ts'
import { parsePublisherSettings } from '#publisher/publisher-settings.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import type { SmallLake } from './small-lake.ts'
import { webhookSecret, withoutThreads } from './test-publisher.ts'

const main = resolve('services/publisher/main.ts')

export type Running = AsyncDisposable & {
  child: ChildProcess
  url: string
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string | null>
}

/** The environment of a command and a publisher, without the developer's own. */
export function environment(
  lake: Pick<SmallLake, 'url'>,
  folder: string,
): Record<string, string | undefined> {
  return {
    ...childEnvironment(),
    DATA_DIR: folder,
    SITE_PORT: '0',
    PREVIEW_PORT: 'off',
    SITE_URL: 'https://clinic.example',
    CONTENT_LAKE_URL: lake.url,
    SANITY_API_READ_TOKEN: 'the-read-token',
    SANITY_WEBHOOK_SECRET: webhookSecret,
    RENDERER: resolve('tests/publisher/small-renderer-module.ts'),
  }
}

/** The publisher in this process, which takes a tenth of the time of one of its own. */
export async function startPublisherHere(env: Record<string, string | undefined>): Promise<Publisher> {
  const settings = parsePublisherSettings(env)
  const log = pino({ level: 'silent' })
  return await createPublisher({
    settings,
    clock: systemClock,
    client: createContentClient(settings),
    renderer: await loadRenderer(settings.rendererFile),
    log,
    ...withoutThreads(systemClock, log),
  }).start()
}

/** The publisher as a process of its own. */
export async function startPublisherProcess(env: Record<string, string | undefined>): Promise<Running> {
  const child = fork(main, { env, silent: true, execArgv: [] })
  const output: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const ended = new Promise<number | string | null>(done =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  )
  const ready = new Promise<string>(done => {
    child.on('message', message => {
      if (typeof message === 'object' && 'url' in message) done(String(message.url))
    })
  })
  const failed = ended.then(() => {
    throw new Error(output.join(''))
  })
  failed.catch(() => {})
  const url = await Promise.race([ready, failed])
  return {
    child,
    url,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs a command in this process, to its end: all but how its arguments are read. */
export async function runHere(
  requested: Parameters<typeof runCommand>[0],
  env: Record<string, string | undefined>,
): Promise<{ code: number; output: string }> {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const code = await runCommand(requested, env, env.DATA_DIR ?? '', { log: print, error: print })
  return { code, output: lines.join('\n') }
}

export const release = { command: 'publish', acceptRemoval: false } as const
export const rollback = (name: string | null = null) => ({ command: 'rollback', release: name }) as const

/** Starts a command as npm does; `done` is what it printed, and its exit code. */
export function startScript(
  name: 'release' | 'rollback' | 'releases',
  args: readonly string[],
  env: Record<string, string | undefined>,
): { child: ChildProcess; done: Promise<{ code: number | null; output: string }> } {
  const script = resolve(`services/publisher/commands/${name}.ts`)
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  return { child, done: new Promise(done => child.once('close', code => done({ code, output }))) }
}

/** Runs a command as npm does, to its end. */
export function runScript(...input: Parameters<typeof startScript>): ReturnType<typeof startScript>['done'] {
  return startScript(...input).done
}

/** A Content Lake that takes every question and answers none; `asked` resolves with the first. */
export async function startSilentLake() {
  const asked = Promise.withResolvers<void>()
  const server = createServer(() => asked.resolve())
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked: asked.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}

export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'publisher-commands-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
