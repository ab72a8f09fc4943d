import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createClient, type SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ContentError } from '#services/content/place.ts'
import { runContent } from '#services/content/run-content.ts'
import { tryLock } from '#services/shared/lock.ts'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import {
  readToken,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from '../contract/content-lake-fixture.ts'
import { copySeedLake, sampleInstant } from '../fixtures/seed-lake.ts'

const now = sampleInstant
const projectId = 'abc12345'

/** A data folder with the sample, a draft with a picture of its own, and a picture that nothing uses. */
async function fillDataFolder(dataDir: string): Promise<{ draftPicture: string }> {
  await copySeedLake(now, 'all', join(dataDir, 'content-lake'))
  return await addDraft(dataDir)
}

/** A data folder with three articles, and the draft: what commands say depends on nothing else of the sample. */
async function fillSmallFolder(dataDir: string): Promise<{ draftPicture: string }> {
  {
    await using lake = await startTestLake({ dataDir: join(dataDir, 'content-lake') })
    for (const title of ['First', 'Second', 'Third'])
      await lake.client().create({ _id: `article-${title}`, _type: 'article', title })
  }
  return await addDraft(dataDir)
}

async function addDraft(dataDir: string): Promise<{ draftPicture: string }> {
  await using lake = await startTestLake({ dataDir: join(dataDir, 'content-lake') })
  const client = lake.client()
  const picture = await client.assets.upload('image', await drawPicture('#f60'), { filename: 'draft.png' })
  await client.assets.upload('image', await drawPicture('#06f'), { filename: 'unused.png' })
  const asset = { _type: 'reference', _ref: picture._id }
  const image = { _type: 'imageWithAlt', alt: 'Orange', asset }
  await client.create({ _id: 'drafts.article-new', _type: 'article', title: 'New', image })
  return { draftPicture: basename(picture.path) }
}

/** Another Content Lake, at the addresses of a hosted project. */
async function startHosted() {
  const lake = await startTestLake({ projectId })
  return { lake, client: clientFor(lake), [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose]() }
}

function clientFor({ url }: TestLake): SanityClient {
  const place = { projectId, dataset: 'production', apiHost: url, useProjectHostname: false }
  return createClient({
    ...place,
    apiVersion: '2025-02-19',
    useCdn: false,
    perspective: 'raw',
    token: writeToken,
  })
}

function environment(dataDir: string, hosted: TestLake): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: 'production',
    SANITY_API_HOST: hosted.url,
    SANITY_API_WRITE_TOKEN: writeToken,
    SANITY_API_READ_TOKEN: writeToken,
    CONTENT_LAKE_URL: 'http://127.0.0.1:9',
  }
}

/** The command as it is typed, in a process of its own. */
async function typed(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['services/content.ts', ...args], {
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}

/** The command in this process: all but how its arguments are read. */
async function content(env: Record<string, string>, direction: 'push' | 'pull', ...args: string[]) {
  const [output, errors]: [string[], string[]] = [[], []]
  const print = { log: (line: string) => output.push(line), error: (line: string) => errors.push(line) }
  const options = { direction, drafts: args.includes('--drafts'), replace: args.includes('--replace') }
  const code = await runContent(options, env, '/', print).catch((error: unknown) => {
    if (!(error instanceof ContentError || error instanceof SettingsError)) throw error
    errors.push(error.message)
    return 1
  })
  return { code, output: output.join('\n'), errors: errors.join('\n') }
}

/** What `sanity dataset export` has of a Content Lake, without what each notes for itself; pictures by their hash. */
async function exportOf(client: SanityClient) {
  const address = client.getUrl('/data/export/production')
  const response = await fetch(address, { headers: { authorization: `Bearer ${writeToken}` } })
  const documents = (await response.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  return documents.map(withoutOwnFields).toSorted((a, b) => (String(a._id) < String(b._id) ? -1 : 1))
}

function withoutOwnFields({ _rev, _updatedAt, ...document }: Record<string, unknown>) {
  if (!String(document._type).startsWith('sanity.')) return document
  const { _createdAt, url, path, uploadId, ...asset } = document
  return asset
}

test('what is pushed to a hosted project and pulled from it is the same, drafts and pictures included', async () => {
  await using folder = await temporaryFolder()
  await using hosted = await startHosted()
  const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')]
  const { draftPicture } = await fillDataFolder(first)

  const [env, there] = [environment(first, hosted.lake), environment(second, hosted.lake)]
  const pushed = await typed(env, 'push')
  expect(pushed).toMatchObject({ code: 0, errors: '' })
  expect(pushed.output).toMatch(/Project abc12345, dataset production now has 30 new documents/)
  const published = await exportOf(hosted.client)
  expect(published.filter(({ _id }) => String(_id).startsWith('drafts.'))).toEqual([])
  expect(
    published.filter(({ originalFilename: name }) => name === 'draft.png' || name === 'unused.png'),
  ).toEqual([])

  expect((await content(env, 'push', '--drafts')).output).toMatch(
    /now has 1 new document, and 0 overwritten\. 30 were the same\./,
  )
  expect((await content(there, 'pull', '--drafts')).output).toContain('31 new documents')
  expect((await content(there, 'push', '--drafts')).output).toContain('Nothing to do')

  await using before = await startTestLake({ dataDir: join(first, 'content-lake') })
  await using after = await startTestLake({ dataDir: join(second, 'content-lake') })
  expect(await exportOf(after.client())).toEqual(await exportOf(before.client()))
  const read = (folder: string) => readFile(join(folder, 'content-lake/assets/images', draftPicture))
  expect(await read(second)).toEqual(await read(first))
})

test('overwrites nothing unasked: it says what it would, and changes nothing', async () => {
  await using folder = await temporaryFolder()
  await using hosted = await startHosted()
  await fillSmallFolder(folder.path)
  const env = environment(folder.path, hosted.lake)
  await content(env, 'push')
  const { _id, title } = await hosted.client.fetch('*[_type == "article"] | order(_id) [0]{_id, title}')
  await hosted.client.patch(_id).set({ summary: 'Written at Sanity.' }).commit()
  await hosted.client.create({ _id: 'only-there', _type: 'redirect', from: '/old/' })
  const summaryOf = async () => await hosted.client.fetch('*[_id == $_id][0].summary', { _id })

  const refused = await typed(env, 'push', '--drafts')
  expect(refused.code).toBe(1)
  expect(refused.errors).toContain('1 document would be overwritten in project abc12345, dataset production:')
  expect(refused.errors).toContain(`  - article “${title}” (${_id})`)
  expect(refused.errors).toMatch(
    /Nothing was changed\. The same command with --replace overwrites it, and adds 1 document\.\n$/,
  )
  expect(await summaryOf()).toBe('Written at Sanity.')
  expect(await hosted.client.fetch('count(*[_id in path("drafts.**")])')).toBe(0)

  const replaced = await typed(env, 'push', '--replace')
  expect(replaced.output).toMatch(
    /0 new documents, and 1 overwritten\. 2 were the same, 1 that only the target has stays\./,
  )
  expect(await summaryOf()).not.toBe('Written at Sanity.')
})

test('a picture that cannot be fetched stops it before anything is changed', async () => {
  await using folder = await temporaryFolder()
  await using hosted = await startHosted()
  const { draftPicture } = await fillSmallFolder(folder.path)
  await rm(join(folder.path, 'content-lake/assets/images', draftPicture))
  const refused = await content(environment(folder.path, hosted.lake), 'push', '--drafts')
  expect(refused).toMatchObject({
    code: 1,
    errors: expect.stringContaining('1 pictures or files could not be fetched'),
  })
  expect(await hosted.client.fetch('count(*)')).toBe(0)
})

test('fetches pictures and files from where the project has them, whatever an editor wrote', async () => {
  await using folder = await temporaryFolder()
  await using hosted = await startHosted()
  await hosted.client.create({ _id: 'a', _type: 'redirect', from: '/a/' })
  const env = environment(folder.path, hosted.lake)
  const url = 'http://169.254.169.254/latest/meta-data'
  await hosted.client.create({ _id: 'file-a', _type: 'sanity.fileAsset', url })
  expect(await content(env, 'pull')).toMatchObject({
    code: 1,
    errors: expect.stringContaining(`1 say that they are elsewhere: file-a (${url})`),
  })
  await hosted.client.delete('file-a')
  expect((await content(env, 'pull')).output).toContain('1 new document')
})

test('uses the Content Lake that runs on the data folder, and says so when something else has it', async () => {
  await using folder = await temporaryFolder()
  await using hosted = await startHosted()
  await hosted.client.create({ _id: 'a', _type: 'redirect', from: '/a/' })
  await using lake = await startTestLake({ dataDir: join(folder.path, 'content-lake') })
  await writeFile(join(folder.path, 'secrets.env'), toSecrets(writeToken))
  const env = environment(folder.path, hosted.lake)
  const lock = tryLock(join(folder.path, 'in-use.lock'))
  expect(await content(env, 'pull')).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/is in use, but no Content Lake answers at .+ Stop “npm start”/),
  })
  const found = await content({ ...env, CONTENT_LAKE_URL: lake.url }, 'pull')
  expect(found.output).toContain('1 new document')
  lock?.release()
  expect(await lake.client().fetch('*[_id == "a"][0].from')).toBe('/a/')
})

test.each([
  [{ SANITY_STUDIO_PROJECT_ID: 'local' }, /SANITY_STUDIO_PROJECT_ID: a project at sanity\.io is needed/],
  [{ SANITY_API_WRITE_TOKEN: '' }, /SANITY_API_WRITE_TOKEN: a token that may write is needed/],
])('says what to set: %o', async (env, message) => {
  const set = { SANITY_STUDIO_PROJECT_ID: projectId, SANITY_API_WRITE_TOKEN: 'a', ...env }
  expect(await content(set, 'push')).toMatchObject({ code: 1, errors: expect.stringMatching(message) })
})

test('the command ends with what is missing for the way that was typed', async () => {
  const { code, errors } = await typed({ SANITY_STUDIO_PROJECT_ID: projectId }, 'pull')
  expect(code).toBe(1)
  expect(errors).toMatch(/^[^\n]+\n {2}- SANITY_API_READ_TOKEN: a token that may read is needed/)
})

function toSecrets(write: string): string {
  return `SANITY_API_WRITE_TOKEN=${write}\nSANITY_API_READ_TOKEN=${readToken}\nSANITY_WEBHOOK_SECRET=${'s'.repeat(20)}\n`
}

function drawPicture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer()
}
