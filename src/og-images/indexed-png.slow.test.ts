import sharp from 'sharp'
import { expect, test } from 'vitest'
import { toIndexedPng } from './indexed-png.ts'

/** Pixels of these colours, one after the other. */
function pixelsOf(colours: readonly (readonly number[])[], width: number) {
  return {
    data: Uint8Array.from(colours.flatMap(colour => [...colour, 255])),
    width,
    height: colours.length / width,
  }
}

async function read(png: Buffer): Promise<number[][]> {
  const raw = await sharp(png).removeAlpha().raw().toBuffer()
  return Array.from({ length: raw.byteLength / 3 }, (_, index) => [...raw.subarray(3 * index, 3 * index + 3)])
}

test('another reader sees the same picture', async () => {
  const colours = [
    [14, 90, 91],
    [255, 255, 255],
    [14, 90, 91],
    [255, 216, 138],
  ]
  expect(await read(await toIndexedPng(pixelsOf(colours, 2), ['#0e5a5b', '#ffffff']))).toEqual(colours)
})

test('flat colours stay exact, however close they lie', async () => {
  const colours = [
    [17, 96, 98],
    [23, 105, 106],
    [22, 104, 105],
  ]
  const seen = await read(await toIndexedPng(pixelsOf(colours, 3), ['#116062', '#17696a']))
  expect(seen.slice(0, 2)).toEqual(colours.slice(0, 2))
})

test('a drawing of all colours is refused with what to do', async () => {
  const all = Array.from({ length: 4096 }, (_, index) => [
    (index >> 8) << 4,
    ((index >> 4) & 15) << 4,
    (index & 15) << 4,
  ])
  await expect(toIndexedPng(pixelsOf(all, 64), [])).rejects.toThrow('Draw it with fewer')
})
