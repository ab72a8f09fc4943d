import sharp from 'sharp'
import { expect, test } from 'vitest'
import { shareSize } from '#domain/share-size.ts'
import { createChance } from '#tests/faults/size.ts'
import { encode } from './encoding.ts'

const { width, height } = shareSize
const raw = { width, height, channels: 3 } as const

test.each([
  ['noise', (chance: number) => Math.floor(chance * 256)],
  ['noise in full colors', (chance: number) => (chance < 0.5 ? 0 : 255)],
])('%s, which no encoder makes small, is shared in no more than programs show', async (_, toLevel) => {
  const chance = createChance(1)
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => toLevel(chance())))
  const encoded = await encode(sharp(pixels, { raw }), 'jpeg')
  expect(encoded.byteLength).toBeLessThanOrEqual(300_000)
  expect(await sharp(encoded).metadata()).toMatchObject({ format: 'jpeg', width, height })
})

test('a picture that is small enough has the first quality', async () => {
  const plain = sharp({ create: { ...raw, background: '#336699' } })
  const best = await plain.clone().jpeg({ quality: 80, mozjpeg: true }).toBuffer()
  expect((await encode(plain, 'jpeg')).equals(best)).toBe(true)
})
