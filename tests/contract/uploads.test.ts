import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isFullSize } from '../faults/size.ts'
import { startTestLake, temporaryFolder } from './content-lake-fixture.ts'
import { asReader, photograph, plainPicture, uploadPicture } from './originals-fixture.ts'

async function download(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url, { headers: asReader })).arrayBuffer())
}

test('keeps neither place nor camera of a photograph, and shows it upright in its own colours', async () => {
  await using lake = await startTestLake()
  const given = await photograph()
  const asset = await uploadPicture(lake.client(), given)
  const kept = await download(asset.url)
  const found = await sharp(kept).metadata()
  expect([found.exif, found.xmp, found.iptc, found.orientation]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect([found.width, found.height]).toEqual([40, 60])
  expect(found.icc).toEqual((await sharp(given).metadata()).icc)
  const sha1 = createHash('sha1').update(kept).digest('hex')
  expect(asset).toMatchObject({ _id: `image-${sha1}-40x60-jpg`, sha1hash: sha1, size: kept.length })
  expect((await uploadPicture(lake.client(), given))._id).toBe(asset._id)
})

test('keeps no words inside a picture of any format', async () => {
  await using lake = await startTestLake()
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">Dana was here</x:xmpmeta>'
  const picture = sharp(await plainPicture(40, 30))
  const given = [
    await picture.clone().jpeg().withXmp(xmp).toBuffer(),
    await picture.clone().png().withXmp(xmp).toBuffer(),
    await picture.clone().webp().withXmp(xmp).toBuffer(),
    await picture.clone().avif().withXmp(xmp).toBuffer(),
    await picture.clone().tiff().withXmp(xmp).toBuffer(),
  ]
  for (const each of given) {
    const { url } = await uploadPicture(lake.client(), each)
    expect((await download(url)).includes('Dana'), url).toBe(false)
  }
})

test('keeps a picture that carries no notes as it is', async () => {
  await using lake = await startTestLake()
  const given = await plainPicture(40, 30)
  expect(await download((await uploadPicture(lake.client(), given)).url)).toEqual(given)
})

test('refuses a drawing with effects, which no time limit ends, and says what to do', async () => {
  await using lake = await startTestLake()
  const draw = (inside: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${inside}<path d="M0 0h9v9"/></svg>`,
    )
  const packed = gzipSync(draw(''))
  for (const [drawing, message] of [
    [draw('<filter id="a"/>'), 'export the drawing without them'],
    [draw('<path style="f&#105;lter: blur(9px)" d="M0 0h9v9"/>'), 'export the drawing without them'],
    [packed, 'export the drawing as plain SVG'],
  ] as const) {
    await expect(lake.client().assets.upload('image', drawing)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining(message),
    })
  }
  expect((await lake.client().assets.upload('image', draw('')))._id).toMatch(/-svg$/)
})

test('refuses an upload for which there is no room, and says which setting makes some', async () => {
  await using lake = await startTestLake({ uploadQuotaBytes: 100_000 })
  const client = lake.client()
  const [first, second] = [Buffer.alloc(60_000, 'a'), Buffer.alloc(60_000, 'b')]
  const kept = await client.assets.upload('file', first, { filename: 'a.bin' })
  await expect(client.assets.upload('file', second, { filename: 'b.bin' })).rejects.toMatchObject({
    statusCode: 413,
    message: expect.stringContaining('UPLOAD_QUOTA_MB'),
  })
  expect(readdirSync(join(lake.dataDir, 'assets', 'incoming'))).toEqual([])
  expect((await client.assets.upload('file', Buffer.alloc(30_000, 'c')))._type).toBe('sanity.fileAsset')
  await client.delete(kept._id)
  expect((await client.assets.upload('file', second, { filename: 'b.bin' }))._type).toBe('sanity.fileAsset')
})

test('answers an upload that the disk refuses, and takes the next one', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const incoming = join(lake.dataDir, 'assets', 'incoming')
  await rm(incoming, { recursive: true })
  await writeFile(incoming, '')
  await expect(uploadPicture(client, await plainPicture(40, 30))).rejects.toMatchObject({
    statusCode: 503,
    message: expect.stringContaining('DATA_DIR'),
  })
  await rm(incoming)
  await mkdir(incoming)
  expect((await uploadPicture(client, await plainPicture(40, 30)))._type).toBe('sanity.imageAsset')
})

test('hands out files that a browser could run as downloads of no type', async () => {
  await using lake = await startTestLake()
  for (const [filename, contentType, served] of [
    ['run.js', 'text/javascript', 'application/octet-stream'],
    ['page.html', 'text/html', 'application/octet-stream'],
    ['drawing.svg', 'image/svg+xml', 'application/octet-stream'],
    ['form.pdf', 'application/pdf', 'application/pdf'],
  ]) {
    const { url } = await lake
      .client()
      .assets.upload('file', Buffer.from('alert(1)'), { filename, contentType })
    const { headers } = await fetch(url, { headers: asReader })
    expect(headers.get('content-type'), filename).toBe(served)
    const isShown = served !== 'application/octet-stream'
    expect(headers.get('content-disposition')?.split(';')[0] ?? null, filename).toBe(
      isShown ? null : 'attachment',
    )
  }
})

test.runIf(isFullSize())('looks into the largest pictures in bounded memory', async () => {
  await using folder = await temporaryFolder()
  const plain = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#f60' }, limitInputPixels: false })
  const scans = { progressive: true, chromaSubsampling: '4:4:4' } as const
  // A few hundred kilobytes each, which are gigabytes where they are decoded carelessly.
  const files = [
    plain(10_100).png().toFile(join(folder.path, 'huge.png')),
    plain(10_000).png().toFile(join(folder.path, 'large.png')),
    plain(10_000)
      .withMetadata({ orientation: 6 })
      .jpeg({ optimiseCoding: false })
      .toFile(join(folder.path, 'turned.jpg')),
    plain(5100).jpeg(scans).toFile(join(folder.path, 'scans.jpg')),
    plain(5000).jpeg(scans).toFile(join(folder.path, 'fewer-scans.jpg')),
  ]
  await Promise.all(files)
  const script = `
    import { startTestLake } from ${JSON.stringify(join(import.meta.dirname, 'content-lake-fixture.ts'))}
    import { readFileSync } from 'node:fs'
    await using lake = await startTestLake()
    const before = process.resourceUsage().maxRSS
    const answers = await Promise.all(process.argv.slice(1).map(file =>
      lake.client().assets.upload('image', readFileSync(file)).then(() => 200, error => error.statusCode)))
    console.log(JSON.stringify({ answers, grownMB: (process.resourceUsage().maxRSS - before) / 1000 }))
  `
  const names = ['huge.png', 'large.png', 'turned.jpg', 'scans.jpg', 'fewer-scans.jpg']
  const paths = names.map(name => join(folder.path, name))
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module-typescript',
    '-e',
    script,
    ...paths,
  ])
  const { answers, grownMB } = JSON.parse(stdout)
  expect(answers).toEqual([400, 200, 200, 400, 200])
  expect(grownMB).toBeLessThan(600)
})
