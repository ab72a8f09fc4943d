import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#publisher/clock.ts'
import { createPublisher, type Publisher } from '#publisher/publisher.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { type SeedLake, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { exportLive, readStoredFiles } from '../fixtures/stored-releases.ts'
import { ask, sharedFinisher, webhookSecret } from './test-publisher.ts'

/* The real Content Lake, the real renderer and the seed, joined by the real webhook. */

let lake: SeedLake
let publisher: Publisher
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-publisher-'))
  lake = await startSeedLake(Temporal.Now.instant(), 'few')
  const client = createApiClient(lake.url, { perspective: 'published', token: readToken })
  publisher = await createPublisher({
    settings: {
      host: '127.0.0.1',
      port: 0,
      folder,
      siteUrl: 'http://localhost:4321',
      studioUrls: [lake.url],
      webhookSecret,
      keepReleases: 3,
      compareEveryMs: 3_600_000,
      maxRemovedShare: 0.5,
    },
    clock: systemClock,
    client,
    renderer: await loadRenderer(resolve('.build/renderer/entry.mjs')),
    log: pino({ level: 'silent' }),
    finisher: sharedFinisher(),
  }).start()
  await publisher.whenQuiet()
  const url = `${publisher.url}/hooks/sanity`
  await registerWebhook(lake.client, {
    projectId: 'local',
    dataset: 'production',
    url,
    secret: webhookSecret,
  })
})

afterAll(async () => {
  await publisher.stop()
  await lake[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function textOf(path: string): Promise<string> {
  return (await ask(publisher.url, path)).text
}

/** Every text that patients can reach, joined. */
async function textOfRelease(): Promise<string> {
  await using live = await exportLive(folder)
  const files = await readdir(live.path, { recursive: true, withFileTypes: true })
  const texts = files
    .filter(file => file.isFile() && /\.(?:html|json|xml|txt|css)$/.test(file.name))
    .map(file => readFile(join(file.parentPath, file.name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

/** Every stored file, joined: also the documents that releases were made of. */
function readStored(): string {
  return readStoredFiles(folder)
    .map(({ body }) => body.toString('latin1'))
    .join()
}

test('publishes the whole sample, with nothing held back', async () => {
  const health = JSON.parse(await textOf('/healthz'))
  expect(health).toMatchObject({ status: 'ok', state: 'idle', reason: null })
  expect(JSON.parse(await textOf('/release.json')).faults).toEqual([])
  expect(await textOf('/')).toContain('988')
})

test('a change of the number to call is on every page, and the old number is nowhere', async () => {
  expect(await textOfRelease()).toContain(`tel:${seed.settings.callNumber}`)

  await lake.client
    .patch('siteSettings')
    .set({ callNumber: '+13305550123', textNumber: '+13305550124' })
    .commit()
  await expect.poll(() => textOf('/'), { interval: 20 }).toContain('tel:+13305550123')

  const text = await textOfRelease()
  const { callNumber } = seed.settings
  expect(text).not.toContain(callNumber.slice(2))
  expect(text).not.toContain(`${callNumber.slice(-7, -4)}-${callNumber.slice(-4)}`)
  for (const path of ['/', '/contact/', '/articles/', '/group-therapy/']) {
    expect(await textOf(path), path).toContain('tel:+13305550123')
    expect(await textOf(path), path).toContain('sms:+13305550124')
  }
})

test('a draft stays out, its publication comes in, and its end takes it away', async () => {
  const [page] = await lake.client.fetch<{ _id: string; slug: string }[]>(
    '*[_type == "page"] | order(_id)[0...1]{_id, "slug": slug.current}',
    {},
    { perspective: 'published' },
  )
  const copied = await lake.client.getDocument(page?._id ?? '')
  const draft = {
    ...copied,
    _id: 'drafts.new-page',
    _type: 'page',
    title: 'A page nobody has seen',
    slug: { current: 'unseen' },
  }
  await lake.client.create(draft)
  await lake.client.patch('homePage').set({ heading: 'Help that fits you' }).commit()
  await expect.poll(() => textOf('/'), { interval: 20 }).toContain('Help that fits you')
  expect(await textOfRelease()).not.toContain('nobody has seen')
  expect(readStored()).not.toContain('new-page')

  await lake.client.action({
    actionType: 'sanity.action.document.publish',
    draftId: 'drafts.new-page',
    publishedId: 'new-page',
  })
  await expect.poll(() => textOf('/unseen/'), { interval: 20 }).toContain('A page nobody has seen')

  await lake.client.action({
    actionType: 'sanity.action.document.unpublish',
    draftId: 'drafts.new-page',
    publishedId: 'new-page',
  })
  await expect.poll(async () => (await ask(publisher.url, '/unseen/')).status, { interval: 20 }).toBe(404)
  expect(await textOfRelease()).not.toContain('nobody has seen')
})

test('a webhook registered twice is delivered once', async () => {
  const url = `${publisher.url}/hooks/sanity`
  await registerWebhook(lake.client, {
    projectId: 'local',
    dataset: 'production',
    url,
    secret: webhookSecret,
  })
  expect(await lake.client.request({ url: '/hooks/projects/local' })).toHaveLength(1)
})

test('a page that fails a check holds back its own document, and nothing else', async () => {
  const [article] = await lake.client.fetch<{ _id: string; title: string; slug: string; body: object[] }[]>(
    '*[_type == "article"] | order(_id)[0...1]{_id, title, "slug": slug.current, body}',
    {},
    { perspective: 'published' },
  )
  const { _id = '', title = '', slug = '', body = [] } = article ?? {}
  const draftLink = {
    _type: 'block',
    _key: 'draft',
    style: 'normal',
    markDefs: [{ _type: 'externalLink', _key: 'l', href: 'https://clinic.example/drafts.slip' }],
    children: [{ _type: 'span', _key: 's', text: 'Read on', marks: ['l'] }],
  }
  await lake.client
    .transaction()
    .patch(_id, { set: { title: 'An article with a slip', body: [...body, draftLink] } })
    .patch('homePage', { set: { heading: 'All else goes ahead' } })
    .commit()

  await expect.poll(() => textOf('/'), { interval: 20 }).toContain('All else goes ahead')
  expect(await textOf(`/articles/${slug}/`)).toContain(title)
  expect(await textOf('/articles/')).not.toContain('An article with a slip')
  expect(JSON.parse(await textOf('/release.json')).faults).toEqual([
    expect.objectContaining({
      documentId: _id,
      level: 'heldBack',
      reason: expect.stringContaining('it names a draft, of slip'),
      studioUrl: expect.stringContaining(_id),
    }),
  ])

  await lake.client.patch(_id).set({ title: 'The slip is mended', body }).commit()
  await expect.poll(() => textOf(`/articles/${slug}/`), { interval: 20 }).toContain('The slip is mended')
  expect(JSON.parse(await textOf('/release.json')).faults).toEqual([])
})

test('a picture that is broken holds back the article that shows it, and nothing else', async () => {
  const [article] = await lake.client.fetch<{ _id: string; title: string; slug: string; image: object }[]>(
    '*[_type == "article" && defined(image)] | order(_id)[0...1]{_id, title, "slug": slug.current, image}',
    {},
    { perspective: 'published' },
  )
  const { _id = '', title = '', slug = '', image } = article ?? {}
  const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0e5a5b' } })
    .jpeg()
    .toBuffer()
  const asset = await lake.client.assets.upload('image', picture)
  const original = join(lake.dataDir, 'assets', 'images', basename(asset.path))
  await truncate(original, picture.byteLength / 2)
  await lake.client
    .transaction()
    .patch(_id, {
      set: {
        title: 'An article with half a picture',
        image: {
          _type: 'imageWithAlt',
          alt: 'Half a picture',
          asset: { _type: 'reference', _ref: asset._id },
        },
      },
    })
    .patch('homePage', { set: { heading: 'All else is live' } })
    .commit()

  await expect.poll(() => textOf('/'), { interval: 20 }).toContain('All else is live')
  expect(await textOf(`/articles/${slug}/`)).toContain(title)
  expect(JSON.parse(await textOf('/release.json')).faults).toEqual([
    expect.objectContaining({
      documentId: _id,
      level: 'heldBack',
      field: 'image',
      reason: expect.stringContaining('Upload it again'),
    }),
  ])

  await lake.client.patch(_id).set({ title: 'A whole picture again', image }).commit()
  await expect.poll(() => textOf(`/articles/${slug}/`), { interval: 20 }).toContain('A whole picture again')
  expect(JSON.parse(await textOf('/release.json')).faults).toEqual([])
})
