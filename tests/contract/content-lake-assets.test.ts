import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createImageUrlBuilder } from '@sanity/image-url'
import { sanityImport } from '@sanity/import'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readToken, signIn, startTestLake, temporaryFolder, writeToken } from './content-lake-fixture.ts'
import { asReader } from './originals-fixture.ts'

test('keeps an uploaded image with what is known of it, and serves it', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const picture = await orangePicture(600, 400)
  const asset = await client.assets.upload('image', picture, { filename: 'sun.jpeg', title: 'The sun' })
  expect(asset).toMatchObject({
    _id: expect.stringMatching(/^image-[0-9a-f]{40}-600x400-jpg$/),
    _type: 'sanity.imageAsset',
    extension: 'jpg',
    mimeType: 'image/jpeg',
    size: picture.length,
    originalFilename: 'sun.jpeg',
    title: 'The sun',
    metadata: {
      dimensions: { width: 600, height: 400, aspectRatio: 1.5 },
      hasAlpha: false,
      isOpaque: true,
      lqip: expect.stringMatching(/^data:image\/jpeg;base64,/),
      palette: { dominant: { background: expect.stringMatching(/^#f/), foreground: '#fff' } },
    },
  })
  const served = await fetch(asset.url, { headers: asReader })
  expect(Buffer.from(await served.arrayBuffer())).toEqual(picture)
  expect(served.headers.get('cache-control')).toContain('immutable')
  expect(served.headers.get('content-security-policy')).toContain('sandbox')
})

test('makes one asset of the same picture uploaded twice', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const first = await client.assets.upload('image', await orangePicture(40, 40))
  const second = await client.assets.upload('image', await orangePicture(40, 40))
  expect(second).toEqual(first)
})

test('resizes as @sanity/image-url asks', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const asset = await client.assets.upload('image', await orangePicture(600, 400))
  const builder = createImageUrlBuilder({ projectId: 'local', dataset: 'production', baseUrl: lake.url })
  const sizeOf = async (url: string) => {
    const { width, height, format } = await sharp(
      Buffer.from(await (await fetch(url, { headers: asReader })).arrayBuffer()),
    ).metadata()
    return { width, height, format }
  }
  const image = builder.image(asset)
  expect(await sizeOf(image.width(300).url())).toEqual({ width: 300, height: 200, format: 'jpeg' })
  expect(await sizeOf(image.width(100).height(100).format('webp').url())).toEqual({
    width: 100,
    height: 100,
    format: 'webp',
  })
  expect(await sizeOf(image.rect(0, 0, 60, 30).url())).toEqual({ width: 60, height: 30, format: 'jpeg' })
  expect((await fetch(`${asset.url}?w=100000`, { headers: asReader })).status).toBe(400)
  expect((await fetch(`${asset.url}?w=300`, { headers: asReader })).status).toBe(200)
})

test('refuses what is no image, and keeps nothing of it', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await expect(client.assets.upload('image', Buffer.from('not an image'))).rejects.toMatchObject({
    statusCode: 400,
  })
  expect(await client.fetch('count(*)')).toBe(0)
})

test('keeps other files, and serves them so that they can do nothing', async () => {
  await using lake = await startTestLake()
  const page = Buffer.from('<script>alert(1)</script>')
  const asset = await lake
    .client()
    .assets.upload('file', page, { filename: 'page.html', contentType: 'text/html' })
  expect(asset._id).toMatch(/^file-[0-9a-f]{40}-html$/)
  const served = await fetch(`${asset.url}?dl=`, { headers: asReader })
  expect(served.headers.get('content-security-policy')).toContain('sandbox')
  expect(served.headers.get('content-disposition')).toContain('attachment')
})

test('takes what “sanity dataset import” sends, pictures and references included', async () => {
  await using lake = await startTestLake()
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'sun.jpg')
  await writeFile(file, await orangePicture(80, 60))
  // Created each time, since the importer changes its input.
  const documents = () => [
    { _id: 'book', _type: 'book', author: { _type: 'reference', _ref: 'ada' } },
    {
      _id: 'ada',
      _type: 'person',
      photo: { _type: 'image', alt: 'Ada', _sanityAsset: `image@${pathToFileURL(file)}` },
    },
  ]
  const client = lake.client()
  const { numDocs, warnings } = await sanityImport(documents(), { client, operation: 'createOrReplace' })
  expect({ numDocs, warnings }).toEqual({ numDocs: 2, warnings: [] })
  await sanityImport(documents(), { client, operation: 'createOrReplace' })
  expect(
    await client.fetch(
      '*[_id == "book"][0]{author, "photo": author->photo{alt, "width": asset->metadata.dimensions.width}}',
    ),
  ).toEqual({ author: { _type: 'reference', _ref: 'ada' }, photo: { alt: 'Ada', width: 80 } })
  expect(await client.fetch('count(*[_type == "sanity.imageAsset"])')).toBe(1)
})

test('exports every document to who has a token', async () => {
  await using lake = await startTestLake()
  await lake.client().create({ _id: 'drafts.a', _type: 'note' })
  const url = `${lake.url}/v1/data/export/production`
  expect((await fetch(url)).status).toBe(401)
  const lines = await (await fetch(url, { headers: { authorization: `Bearer ${writeToken}` } })).text()
  expect(
    lines
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toMatchObject([{ _id: 'drafts.a', _type: 'note' }])
})

test('an export opens the original of a draft’s picture, that one alone, for some hours', async () => {
  let now = Temporal.Now.instant()
  await using lake = await startTestLake({ now: () => now })
  const names: string[] = []
  for (const width of [20, 30]) {
    const { url } = await lake.client().assets.upload('image', await orangePicture(width, 20))
    expect((await fetch(url)).status).toBe(404)
    names.push(new URL(url).pathname)
  }
  const lines = await (
    await fetch(`${lake.url}/v1/data/export/production`, {
      headers: { authorization: `Bearer ${readToken}` },
    })
  ).text()
  const urls = lines
    .trim()
    .split('\n')
    .map(line => new URL(JSON.parse(line).url))
  expect(urls.map(({ pathname }) => pathname).toSorted()).toEqual(names.toSorted())
  const [first, second] = urls
  expect((await fetch(String(first))).status).toBe(200)
  expect((await fetch(`${first?.origin}${second?.pathname}${first?.search}`)).status).toBe(404)
  expect((await fetch(`${first}x`)).status).toBe(404)
  expect((await fetch(`${first}&w=4000`)).status).toBe(404)
  now = now.add({ hours: 13 })
  expect((await fetch(String(first))).status).toBe(404)
})

test('what somebody exported opens no picture any more once their access has ended', async () => {
  await using lake = await startTestLake()
  await lake.client().assets.upload('image', await orangePicture(20, 20))
  const { id, headers } = await signIn(lake, 'viewer')
  const line = await (await fetch(`${lake.url}/v1/data/export/production`, { headers })).text()
  const { url } = JSON.parse(line)
  expect((await fetch(url)).status).toBe(200)
  await lake.client().request({ url: `/access/people/${id}`, method: 'DELETE' })
  expect((await fetch(url)).status).toBe(404)
})

test('an export has no address but those of originals, whatever an editor wrote, and goes on', async () => {
  await using lake = await startTestLake()
  const { client } = await signIn(lake, 'editor')
  const picture = await client.assets.upload('image', await orangePicture(20, 20))
  for (const url of ['no address', 'http://169.254.169.254/latest/meta-data'])
    await client.createOrReplace({ _id: `file-${url.length}`, _type: 'sanity.fileAsset', url })
  await client.patch(picture._id).set({ url: 'http://127.0.0.1:22/' }).commit()
  const exported = await fetch(`${lake.url}/v1/data/export/production`, { headers: asReader })
  const urls = (await exported.text()).match(/"url":"[^"?]+/g)
  expect(urls).toEqual([`"url":"${lake.url}/${picture.path}`])
})

function orangePicture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#f60' } })
    .jpeg()
    .toBuffer()
}
