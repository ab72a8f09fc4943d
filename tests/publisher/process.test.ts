import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { expect, test, vi } from 'vitest'
import { type SmallDocument, type SmallLake, startSmallLake } from './small-lake.ts'
import { type Running, startPublisherProcess } from './test-commands.ts'
import { ask, webhookSecret } from './test-publisher.ts'

/** A process takes a second to start on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const main = resolve('services/publisher/main.ts')

function environment(lake: SmallLake, folder: string) {
  return {
    PATH: process.env.PATH,
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

async function hook(url: string, document: SmallDocument, key: string): Promise<number> {
  const body = JSON.stringify(document)
  const { status } = await ask(url, '/hooks/sanity', {
    method: 'POST',
    body,
    headers: {
      'idempotency-key': key,
      [SIGNATURE_HEADER_NAME]: await encodeSignatureHeader(body, Date.now(), webhookSecret),
    },
  })
  return status
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'publisher-process-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('says what it lacks, all at once, and ends', async () => {
  const { closed, output } = launch({ PATH: process.env.PATH, SITE_PORT: '-1' })
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
  expect(output.join('')).toContain('npm run renderer:build')
})

test('names the variable to change when its port is taken', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([])
  const { closed, output } = launch({ ...environment(lake, folder.path), SITE_PORT: new URL(lake.url).port })
  expect(await closed).toBe(1)
  expect(output.join('')).toContain('Set SITE_PORT to a free one')
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

test('is whole after each of eight kills at any moment, and loses no webhook that it accepted', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([{ _id: 'groups', title: 'Number 0' }])
  let number = 0
  for (let round = 0; round < 8; round += 1) {
    await using running = await start(lake, folder.path)
    const edits = 1 + (round % 4)
    for (let edit = 0; edit < edits; edit += 1) {
      number += 1
      const published = lake.publish({ _id: 'groups', title: `Number ${number}` })
      expect(await hook(running.url, published, `key-${number}`)).toBe(202)
    }
    running.child.kill('SIGKILL')
    await running.ended
  }

  await using last = await start(lake, folder.path)
  await expect
    .poll(async () => (await ask(last.url, '/groups/')).text, { interval: 20, timeout: 5000 })
    .toContain(`<title>Number ${number}</title>`)
  expect((await ask(last.url, '/')).text).toContain(`Number ${number}`)
  expect(JSON.parse((await ask(last.url, '/healthz')).text)).toMatchObject({ state: 'idle', pending: 0 })
})
