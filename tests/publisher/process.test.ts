import { execFile, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { settlePorts } from '#services/start/ports.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { heldPort, isInstalled, socketActivate } from '#tests/systemd.ts'
import { type SmallLake, startSmallLake } from './small-lake.ts'
import { type Running, startPublisherProcess } from './test-commands.ts'
import { webhookSecret } from './test-publisher.ts'

/** A process takes a second to start on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const main = resolve('services/publisher/main.ts')

function environment(lake: SmallLake, folder: string) {
  return {
    ...childEnvironment(),
    DATA_DIR: folder,
    SITE_PORT: '0',
    PREVIEW_PORT: 'off',
    CONTENT_LAKE_URL: lake.url,
    SANITY_API_READ_TOKEN: 'the-read-token',
    SANITY_WEBHOOK_SECRET: webhookSecret,
    RENDERER: resolve('tests/publisher/small-renderer-module.ts'),
  }
}

function launch(env: Record<string, string | undefined>) {
  const child = fork(main, { env, silent: true, execArgv: [] })
  const output: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const closed = new Promise<number | null>(done => child.once('close', done))
  // Not 'close': it does not come once the channel was cut on purpose.
  const ended = new Promise<number | string | null>(done =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  )
  return { child, closed, ended, output }
}

function start(lake: SmallLake, folder: string): Promise<Running> {
  return startPublisherProcess(environment(lake, folder))
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'publisher-process-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('says what it lacks, all at once, and ends', async () => {
  const { closed, output } = launch({ ...childEnvironment(), SITE_PORT: '-1' })
  expect(await closed).toBe(1)
  expect(output.join('')).toMatch(/SITE_PORT[\s\S]*SANITY_API_READ_TOKEN[\s\S]*SANITY_WEBHOOK_SECRET/)
})

test('says how to build the renderer when there is none', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([])
  const { closed, output } = launch({
    ...environment(lake, folder.path),
    RENDERER: join(folder.path, 'none.mjs'),
  })
  expect(await closed).toBe(1)
  await expect.poll(() => output.join('')).toContain('npm run renderer:build')
})

/** A publisher that has a release already, from a version before. */
async function upgrade(env: Record<string, string | undefined>) {
  await using before = await startPublisherProcess(env)
  await expect.poll(async () => (await fetch(`${before.url}/groups/`)).status).toBe(200)
  return (changes: Record<string, string>) => {
    const launched = launch({ ...env, ...changes })
    const ready = new Promise<string>(resolve =>
      launched.child.on('message', message => resolve(String(Object(message).url))),
    )
    return { ...launched, ready }
  }
}

test('serves the live release while a new version is built, and publishes once that is there', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([{ _id: 'groups', title: 'Groups' }])
  const launchAgain = await upgrade(environment(lake, folder.path))
  const { child, ready, ended } = launchAgain({ RENDERER_BUILD: 'running' })
  const url = await ready

  expect((await fetch(`${url}/groups/`)).status).toBe(200)
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok', state: 'publishing' })

  lake.publish({ _id: 'groups', title: 'Groups on Monday' })
  child.send({ type: 'go ahead' })
  await expect.poll(async () => await (await fetch(`${url}/groups/`)).text()).toContain('Groups on Monday')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('serves the live release though a new version cannot be loaded, and says so', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([{ _id: 'groups', title: 'Groups' }])
  const launchAgain = await upgrade(environment(lake, folder.path))
  const none = join(folder.path, 'none.mjs')
  const { child, ready, ended, output } = launchAgain({ RENDERER_BUILD: 'running', RENDERER: none })
  const url = await ready
  child.send({ type: 'go ahead' })

  await expect
    .poll(async () => await (await fetch(`${url}/healthz`)).json())
    .toMatchObject({ status: 'stale', reason: expect.stringContaining('cannot be started') })
  expect((await fetch(`${url}/groups/`)).status).toBe(200)
  await expect.poll(() => output.join('')).toContain('npm run renderer:build')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('names the variable to change when its port is taken', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([])
  const { closed, output } = launch({ ...environment(lake, folder.path), SITE_PORT: new URL(lake.url).port })
  expect(await closed).toBe(1)
  expect(output.join('')).toContain('Set SITE_PORT to a free one')
})

/** Keeps a publisher running at the port that systemd passes on, and prints a line when it is ready. */
const keeper = `
  import { findInheritedSocket } from './services/start/inherited-socket.ts'
  import { passedSocket, startPart } from './services/start/part.ts'
  const part = startPart({
    title: 'The publisher', command: ['services/publisher/main.ts'], root: '.', isPatient: true,
    env: { ...process.env, SITE_SOCKET: String(passedSocket) },
    socket: findInheritedSocket(process.env, process.pid),
    onLine() {}, report() {}, onReady: () => console.log('ready'),
  })
  process.once('SIGTERM', () => part.stop().then(() => process.exit(0)))`

/** A keeper under systemd's own program for trying sockets, which starts it at the first connection. */
async function startUnderSystemd(env: Record<string, string | undefined>, port: number) {
  const program = [process.execPath, '--input-type=module', '--eval', keeper]
  const keeping = spawn(socketActivate, heldPort(port, { ...env, SITE_PORT: String(port) }, program), {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(keeping, 'exit')
  return {
    pid: keeping.pid,
    ready: once(keeping.stdout, 'data'),
    async [Symbol.asyncDispose]() {
      keeping.kill('SIGTERM')
      await ended
    },
  }
}

test('answers who came while it was away, where systemd holds the port', async context => {
  const run = promisify(execFile)
  if (!(await isInstalled(socketActivate))) return context.skip('systemd is not installed')
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([{ _id: 'groups', title: 'Groups' }])
  const { port, preview } = await settlePorts('127.0.0.1', { port: 0, preview: 0 })
  const env = { ...environment(lake, folder.path), PREVIEW_PORT: String(preview) }
  await using keeping = await startUnderSystemd(env, port)
  // A connection for each: one that was open already ends with the process.
  const headers = { connection: 'close' }
  const read = async () => (await fetch(`http://127.0.0.1:${port}/groups/`, { headers })).status
  // It is started by the first who asks.
  await expect.poll(read).toBe(200)
  await keeping.ready
  // The preview has a port of its own, and leaves this one to the site.
  expect((await fetch(`http://127.0.0.1:${preview}/`, { headers })).status).toBe(401)
  expect(await read()).toBe(200)

  const { stdout } = await run('pgrep', ['--parent', String(keeping.pid)])
  process.kill(Number(stdout), 'SIGKILL')
  expect(await read()).toBe(200)
})

test('ends cleanly on a signal, and when its parent is gone', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([{ _id: 'groups', title: 'Groups' }])
  {
    await using stopped = await start(lake, folder.path)
    stopped.child.kill('SIGTERM')
    expect(await stopped.ended).toBe(0)
  }
  await using left = await start(lake, folder.path)
  left.child.disconnect()
  expect(await left.ended).toBe(0)
})
