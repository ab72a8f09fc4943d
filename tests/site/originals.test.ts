import type { RequestListener } from 'node:http'
import { resolve } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { createApiClient } from '#sanity/api-client.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { readToken, startTestLake } from '../contract/content-lake-fixture.ts'
import { article, image, published, snapshotFrom } from '../fixtures/published.ts'
import { serve } from '../serve.ts'

/* Where the originals of pictures come from: the Content Lake that the client is for, whatever a document says. */

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')

/** A server, and how often it was asked. */
async function startServer(answer: RequestListener) {
  let asked = 0
  const server = await serve((request, response) => {
    asked += 1
    answer(request, response)
  })
  return { ...server, asked: () => asked }
}

/** A site with one article, whose picture's document says that its original is at `url`. */
function siteWith(url: string, id = `image-${'a'.repeat(40)}-1000x500-png`): Snapshot {
  const asset = { ...Object(image().asset), _id: id, url }
  return snapshotFrom(published({ article: [article('tides', { image: image({ asset }) })] }))
}

/** Makes a file of the article's picture, by way of a client for `apiHost`. */
async function drawPicture(snapshot: Snapshot, apiHost: string, token?: string): Promise<Uint8Array> {
  const client = createApiClient(apiHost, { token })
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const path = renderer.paths(snapshot, now).find(each => each.startsWith('/media/')) ?? ''
  const context = { snapshot, now, siteUrl: 'https://clinic.example', client }
  return (await renderer.render(path, context)).body
}

function bluePicture(): Promise<Buffer> {
  return sharp({ create: { width: 1000, height: 500, channels: 3, background: '#00f' } })
    .png()
    .toBuffer()
}

test('fetches a picture from the Content Lake, wherever its document says that it is', async () => {
  await using lake = await startTestLake()
  await using elsewhere = await startServer((_, response) => response.end('secret'))
  const { _id } = await lake.client().assets.upload('image', await bluePicture())
  const made = await drawPicture(siteWith(elsewhere.url, _id), lake.url, readToken)
  expect((await sharp(made).stats()).dominant.b).toBeGreaterThan(200)
  expect(elsewhere.asked()).toBe(0)
})

test('shows the picture of a draft to a preview whose token may read it', async () => {
  await using lake = await startTestLake()
  const { _id, url } = await lake.client().assets.upload('image', await bluePicture())
  await expect(drawPicture(siteWith(url, _id), lake.url)).rejects.toThrow('gone')
  expect((await drawPicture(siteWith(url, _id), lake.url, readToken)).byteLength).toBeGreaterThan(100)
})

test('follows no redirect from the Content Lake to another place', async () => {
  const picture = await bluePicture()
  await using elsewhere = await startServer((_, response) => response.end(picture))
  await using lake = await startServer((_, response) =>
    response.writeHead(302, { location: `${elsewhere.url}/latest/meta-data` }).end(),
  )
  await expect(drawPicture(siteWith(`${lake.url}/a.png`), lake.url)).rejects.toThrow('302')
  expect(elsewhere.asked()).toBe(0)
})

test('reads no picture without end', async () => {
  const megabyte = Buffer.alloc(1_000_000)
  let sent = 0
  await using lake = await startServer((_, response) => {
    const send = () => {
      while (!response.destroyed && response.write(megabyte)) sent += 1
    }
    response.on('drain', send)
    send()
  })
  await expect(drawPicture(siteWith(`${lake.url}/a.png`), lake.url)).rejects.toThrow('larger than 60 MB')
  expect(sent).toBeLessThan(100)
})

test('says which document has a picture that cannot be had, and not where it was looked for', async () => {
  for (const status of [404, 500]) {
    await using lake = await startServer((_, response) => response.writeHead(status).end('root:x:0:0'))
    const failure = await drawPicture(siteWith(`${lake.url}/a.png`), lake.url, readToken).catch(String)
    expect(failure).toContain('“Title of tides”')
    expect(failure).toContain(String(status))
    for (const secret of ['127.0.0.1', 'http', 'root', readToken]) expect(failure).not.toContain(secret)
  }
})
