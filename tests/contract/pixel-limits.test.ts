import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { mostPixels as mostOfLake } from '#content-lake/assets/image-metadata.ts'
import { readFileKind } from '#studio/inputs/pictures/picture-kind.ts'
import { mostPixels } from '#studio/inputs/pictures/pixel-limits.ts'
import { toTooManyPixels } from '#studio/inputs/pictures/refusals.ts'

const place = { GPSLatitudeRef: 'N', GPSLatitude: '41/1 4/1 53/1' }

test.each<[string, number, (picture: Sharp) => Sharp]>([
  ['a JPEG', 100, picture => picture.jpeg()],
  ['a JPEG with notes of the camera', 100, picture => picture.withExif({ IFD3: place }).jpeg()],
  ['a progressive JPEG', 25, picture => picture.withExif({ IFD3: place }).jpeg({ progressive: true })],
  ['a PNG', 100, picture => picture.png()],
  ['an interlaced PNG', 25, picture => picture.png({ progressive: true })],
  ['a WebP', 25, picture => picture.webp()],
  ['a GIF', 25, picture => picture.gif()],
  ['an AVIF', 16, picture => picture.avif()],
])('the form takes %s of as many pixels as the Content Lake', async (_, millions, encode) => {
  const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#0e5a5b' } })
  const file = await encode(plain).toBuffer()
  const kind = readFileKind(file)
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'webp' && kind !== 'gif' && kind !== 'avif')
    throw new Error(`${kind} has no pixels.`)
  expect(mostPixels(kind, file)).toBe(millions * 1_000_000)
  expect(mostOfLake(await sharp(file).metadata())).toBe(millions * 1_000_000)
})

test('what a file that ends too early may have is found without end', () => {
  const file = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0xff)
  for (let length = 0; length <= file.length; length += 1)
    expect(mostPixels('jpeg', file.subarray(0, length))).toBe(100_000_000)
})

test('a refusal says how many pixels there are, how many there may be, and what to do', () => {
  const refusal = toTooManyPixels('house.jpg', { width: 12_000, height: 9000 }, 100_000_000)
  for (const words of ['house.jpg', '12,000 by 9,000', '108 million', '100 million', 'Save it smaller'])
    expect(refusal).toContain(words)
})
