import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createApiClient } from '#sanity/api-client.ts'
import { image as imageContract } from '#sanity/fields.ts'
import { image } from '#tests/fixtures/published.ts'
import { serve } from '#tests/serve.ts'
import { makePicture } from './make-picture.ts'
import { listRenditions, type Shape } from './renditions.ts'

/** A server of one picture: 1000 by 500 pixels, blue, its right half red. */
async function startPictureServer(answer: { status?: number; body?: Buffer } = {}) {
  const red = { create: { width: 500, height: 500, channels: 3, background: '#f00' } } as const
  const whole = { create: { width: 1000, height: 500, channels: 3, background: '#00f' } } as const
  const half = await sharp(red).png().toBuffer()
  const body =
    answer.body ??
    (await sharp(whole)
      .composite([{ input: half, left: 500, top: 0 }])
      .png()
      .toBuffer())
  let asked = 0
  const server = await serve((_, response) => {
    asked += 1
    response.writeHead(answer.status ?? 200).end(body)
  })
  return {
    ...server,
    asked: () => asked,
    client: createApiClient(server.url),
    files: (shape: Shape, fields: Record<string, unknown> = {}) =>
      listRenditions(imageContract.parse(image(fields)), shape),
  }
}

test('fetches an original once for all its files', async () => {
  await using server = await startPictureServer()
  const files = [...server.files('whole'), ...server.files('wide'), ...server.files('portrait')]
  const made = await Promise.all(files.map(file => makePicture(file, server.client)))
  expect(server.asked()).toBe(1)
  for (const [index, file] of files.entries()) {
    const found = await sharp(made[index]).metadata()
    expect([found.width, found.format]).toEqual([file.width, file.format === 'avif' ? 'heif' : 'webp'])
  }
})

test('shows the part with the hotspot', async () => {
  await using server = await startPictureServer()
  const [file] = server.files('portrait', { hotspot: { x: 0.9, y: 0.5 } })
  if (!file) throw new Error('A portrait has files.')
  const { dominant } = await sharp(await makePicture(file, server.client)).stats()
  expect(dominant.r).toBeGreaterThan(200)
  expect(dominant.b).toBeLessThan(50)
})

test('keeps what shines through', async () => {
  const clear = { create: { width: 1000, height: 500, channels: 4, background: '#0000' } } as const
  await using server = await startPictureServer({ body: await sharp(clear).png().toBuffer() })
  for (const file of server.files('whole')) {
    const { isOpaque } = await sharp(await makePicture(file, server.client)).stats()
    expect(isOpaque, file.path).toBe(false)
  }
})

test('says why a picture cannot be had, and asks for it again the next time', async () => {
  await using gone = await startPictureServer({ status: 404 })
  await using broken = await startPictureServer({ body: Buffer.from('no picture') })
  await using away = await startPictureServer({ status: 503 })
  for (const [server, name, message] of [
    [gone, 'PictureError', /the original of a picture is gone \(404\)\. Upload it again/],
    [broken, 'PictureError', /a picture cannot be read: .+ Upload it again/],
    // This one may be had at the next try: no document is to blame.
    [away, 'Error', /the Content Lake answered 503 for the original of a picture\. Check that it runs/],
  ] as const) {
    const [file] = server.files('whole')
    if (!file) throw new Error('A picture has files.')
    const reason = expect.objectContaining({ name, message: expect.stringMatching(message) })
    await expect(makePicture(file, server.client)).rejects.toEqual(reason)
    await expect(makePicture(file, server.client)).rejects.toEqual(reason)
  }
  expect(gone.asked()).toBe(2)
})

test('says of a picture that is too high for its formats that it cannot be shown', async () => {
  const size = { width: 700, height: 17_000 }
  const body = await sharp({ create: { ...size, channels: 3, background: '#00f' } })
    .png()
    .toBuffer()
  await using server = await startPictureServer({ body })
  const asset = { ...Object(image().asset), _id: `image-${'a'.repeat(40)}-700x17000-png`, ...size }
  const files = [...server.files('whole', { asset }), ...server.files('logo', { asset })]
  const highest = files.filter(({ width }) => width === size.width)
  expect(highest).not.toEqual([])
  for (const file of highest) {
    await expect(makePicture(file, server.client)).rejects.toMatchObject({
      name: 'PictureError',
      message: expect.stringMatching(/a picture cannot be shown: .+ Crop it/),
    })
  }
})

test('a drawing is drawn at every width, however high it is', async () => {
  const body = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="1000"><rect width="9" height="9"/></svg>',
  )
  await using server = await startPictureServer({ body })
  const asset = {
    ...Object(image().asset),
    _id: `image-${'a'.repeat(40)}-40x1000-svg`,
    width: 40,
    height: 1000,
  }
  const files = server.files('logo', { asset })
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const { width, height } = await sharp(await makePicture(file, server.client)).metadata()
    expect([width, (height ?? 0) <= 1440]).toEqual([file.width, true])
  }
})

test('a drawing with effects is not drawn: no time limit would end it', async () => {
  const effect = '<filter id="a"><feMorphology operator="dilate" radius="20"/></filter>'
  const body = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">${effect}<rect width="50" height="50" filter="url(#a)"/></svg>`,
  )
  await using server = await startPictureServer({ body })
  const asset = {
    ...Object(image().asset),
    _id: `image-${'a'.repeat(40)}-100x100-svg`,
    width: 100,
    height: 100,
  }
  for (const file of server.files('logo', { asset })) {
    await expect(makePicture(file, server.client)).rejects.toMatchObject({
      name: 'PictureError',
      message: expect.stringContaining('Export it without effects such as shadows'),
    })
  }
  expect(server.asked()).toBe(1)
})
