import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { tryLock } from '#services/shared/lock.ts'
import {
  readToken,
  signIn,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from '../contract/content-lake-fixture.ts'
import { page, plainPicture, uploadPicture } from '../contract/originals-fixture.ts'

/** A data folder as `npm start` makes it, in use, with a running Content Lake. */
async function startInstallation(folder: string) {
  const dataDir = join(folder, 'data')
  await mkdir(dataDir, { recursive: true })
  const secrets = [
    `SANITY_API_WRITE_TOKEN=${writeToken}`,
    `SANITY_API_READ_TOKEN=${readToken}`,
    'SANITY_WEBHOOK_SECRET=webhook-secret-for-tests-0123456789',
  ]
  await writeFile(join(dataDir, 'secrets.env'), secrets.join('\n'))
  const lock = tryLock(join(dataDir, 'in-use.lock'))
  const lake = await startTestLake({ dataDir: join(dataDir, 'content-lake') })
  return { dataDir, lake, unlock: () => lock?.release() }
}

async function run(command: string, dataDir: string, file: string, lake?: TestLake) {
  const env = {
    ...process.env,
    SANITY_STUDIO_PROJECT_ID: '',
    SANITY_API_WRITE_TOKEN: '',
    CONTENT_LAKE_URL: lake?.url ?? '',
    DATA_DIR: dataDir,
  }
  const { stdout } = await promisify(execFile)(process.execPath, [`services/${command}.ts`, file], { env })
  return stdout
}

async function failureOf(running: Promise<unknown>): Promise<string> {
  return await running.then(
    () => 'it succeeded',
    (error: unknown) => String(Object(error).stderr),
  )
}

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  return folder.path
}

test('a backup that is made while staff write is whole: what it has of their work has no gaps, pictures included', async () => {
  const folder = await newFolder()
  const { dataDir, lake, unlock } = await startInstallation(folder)
  const client = lake.client()
  const picture = await uploadPicture(client, await plainPicture(40, 30, '#100'))
  await client.create(page('ada', picture._id))
  await client.create({ ...page('drafts.bob', picture._id), title: 'A draft' })
  const before = await client.fetch('*[!(_type match "system.*")] | order(_id)', {}, { perspective: 'raw' })
  const file = join(folder, 'backups', 'one.tar.gz')
  const isMade = run('backup', dataDir, file, lake)
  let isWriting = true
  isMade.finally(() => {
    isWriting = false
  })
  let written = 0
  while (isWriting) {
    written += 1
    await client.create({ _id: `note-${written}`, _type: 'note' })
  }
  expect(await isMade).toContain('1 pictures and files')
  await lake[Symbol.asyncDispose]()
  unlock()
  expect((await stat(file)).mode & 0o077).toBe(0)

  const restored = join(folder, 'restored')
  await run('restore', restored, file)
  expect((await stat(restored)).mode & 0o077).toBe(0)
  await using again = await startTestLake({ dataDir: join(restored, 'content-lake') })
  const after = again.client()
  const notes = await after.fetch<string[]>('*[_type == "note"]._id')
  expect(written).toBeGreaterThan(1)
  expect(notes.length).toBeLessThan(written)
  expect(notes.toSorted()).toEqual(notes.map((_, index) => `note-${index + 1}`).toSorted())
  const kept = '*[!(_type match "system.*") && _type != "note"] | order(_id)'
  const withoutAddress = (documents: unknown) =>
    JSON.stringify(documents).replaceAll(/http:\/\/localhost:\d+/g, '')
  expect(withoutAddress(await after.fetch(kept, {}, { perspective: 'raw' }))).toBe(withoutAddress(before))
  const address = `${again.url}${new URL(picture.url).pathname}`
  const bytes = await fetch(address, { headers: { authorization: `Bearer ${readToken}` } })
  expect(bytes.status).toBe(200)
})

test('a backup of a folder that nobody uses is made from its files, and none is made while its lake does not answer', async () => {
  const folder = await newFolder()
  const { dataDir, lake, unlock } = await startInstallation(folder)
  await lake.client().create({ _id: 'note', _type: 'note' })
  const file = join(folder, 'one.tar.gz')
  await lake[Symbol.asyncDispose]()
  expect(await failureOf(run('backup', dataDir, file, lake))).toMatch(
    /is in use, but its Content Lake does not answer/,
  )
  expect((await readdir(folder)).toSorted()).toEqual(['data'])
  unlock()
  expect(await run('backup', dataDir, file)).toContain('1 documents')
})

test('a backup is made for programs alone: not even for an administrator, whose browser it would be', async () => {
  await using lake = await startTestLake()
  const { token } = await signIn(lake, 'administrator')
  const ask = (given: string) =>
    fetch(`${lake.url}/v2025-02-19/backup/production`, { headers: { authorization: `Bearer ${given}` } })
  expect((await ask(token)).status).toBe(403)
  expect((await ask(readToken)).status).toBe(403)
  const copy = await ask(writeToken)
  expect(copy.status).toBe(200)
  expect(Buffer.from(await copy.arrayBuffer()).toString('latin1')).toMatch(/^SQLite format 3/)
})

test('a backup is restored into an empty folder that is a disk of its own, or the only one that may be written to', async () => {
  const folder = await newFolder()
  const { dataDir, lake, unlock } = await startInstallation(folder)
  await lake.client().create({ _id: 'note', _type: 'note' })
  await lake[Symbol.asyncDispose]()
  unlock()
  const file = join(folder, 'one.tar.gz')
  await run('backup', dataDir, file)
  const restored = join(folder, 'disk', 'data')
  await mkdir(restored, { recursive: true })
  const { ino } = await stat(restored)
  await mkdir(join(restored, 'lost+found'))
  // What another start of the command left behind when it was ended.
  await mkdir(join(restored, 'restore-unfinished', 'content-lake'), { recursive: true })
  expect(await run('restore', restored, file)).toContain('Restored 1 documents')
  const { ino: sameIno, mode } = await stat(restored)
  expect(sameIno).toBe(ino)
  expect(mode & 0o077).toBe(0)
  expect((await readdir(restored)).toSorted()).toEqual(['content-lake', 'lost+found', 'secrets.env'])
})

test('restoring overwrites nothing, and a backup that is cut short or lacks a picture is refused', async () => {
  const folder = await newFolder()
  const { dataDir, lake, unlock } = await startInstallation(folder)
  const picture = await uploadPicture(lake.client(), await plainPicture(40, 30, '#100'))
  await lake.client().create(page('ada', picture._id))
  await lake[Symbol.asyncDispose]()
  unlock()
  const file = join(folder, 'one.tar.gz')
  await run('backup', dataDir, file)
  expect(await failureOf(run('restore', dataDir, file))).toMatch(/holds something, and nothing was changed/)

  const images = join(dataDir, 'content-lake', 'assets', 'images')
  const [name = ''] = await readdir(images)
  await truncate(file, (await stat(file)).size - 100)
  const fresh = join(folder, 'fresh')
  expect(await failureOf(run('restore', fresh, file))).toMatch(/cannot be unpacked/)
  expect(existsSync(fresh)).toBe(false)
  await rm(join(images, name))
  expect(await failureOf(run('backup', dataDir, join(folder, 'two.tar.gz')))).toMatch(
    /bytes of 1 pictures or files are missing/,
  )
  expect(existsSync(join(folder, 'two.tar.gz'))).toBe(false)
})
