import sharp from 'sharp'
import { expect, test } from 'vitest'
import { maskSteps } from './glyph-masks.ts'
import { createBrush, toIndexedPicture, toPng } from './indexed-picture.ts'

/** Pixels of these colors, one after the other. */
function createPixels(colors: readonly (readonly number[])[], width: number) {
  return {
    data: Uint8Array.from(colors.flatMap(color => [...color, 255])),
    width,
    height: colors.length / width,
  }
}

async function readPixels(png: Buffer): Promise<number[][]> {
  const raw = await sharp(png).removeAlpha().raw().toBuffer()
  return Array.from({ length: raw.byteLength / 3 }, (_, index) => [...raw.subarray(3 * index, 3 * index + 3)])
}

test('another reader sees the same picture', async () => {
  const colors = [
    [14, 90, 91],
    [255, 255, 255],
    [14, 90, 91],
    [255, 216, 138],
  ]
  const picture = toIndexedPicture(createPixels(colors, 2), [0x0e5a5b, 0xffffff])
  expect(await readPixels(toPng(picture))).toEqual(colors)
})

test('flat colors stay exact, however close they are', async () => {
  const colors = [
    [17, 96, 98],
    [23, 105, 106],
    [22, 104, 105],
  ]
  const picture = toIndexedPicture(createPixels(colors, 3), [0x116062, 0x17696a])
  expect((await readPixels(toPng(picture))).slice(0, 2)).toEqual(colors.slice(0, 2))
})

test('a drawing of all colors is refused with what to do', () => {
  const all = Array.from({ length: 4096 }, (_, index) => [
    (index >> 8) << 4,
    ((index >> 4) & 15) << 4,
    (index & 15) << 4,
  ])
  expect(() => toIndexedPicture(createPixels(all, 64), [])).toThrow('Draw it with fewer')
})

test('letters cover, let through, or leave what is below, and end at the edge of the picture', async () => {
  const black = [0, 0, 0]
  const picture = toIndexedPicture(createPixels([black, black, black, black], 4), [0])
  const mask = {
    data: Uint8Array.of(maskSteps, 0, maskSteps / 2, maskSteps, maskSteps),
    width: 5,
    height: 1,
    left: -1,
    top: -1,
    advance: 5,
  }
  createBrush(picture, 0xff0000)(mask, 1, 1)
  expect(await readPixels(toPng(picture))).toEqual([[255, 0, 0], black, [128, 0, 0], [255, 0, 0]])
})

test('a picture that has all colors already takes letters in the closest', async () => {
  const colors = Array.from({ length: 256 }, (_, index) => [index, index, index])
  const flat = colors.map((_, index) => index * 0x010101)
  const picture = toIndexedPicture(createPixels(colors, 256), flat)
  const mask = { data: Uint8Array.of(maskSteps), width: 1, height: 1, left: 0, top: 0, advance: 1 }
  createBrush(picture, 0xff0000)(mask, 0, 0)
  expect((await readPixels(toPng(picture)))[0]).toEqual([85, 85, 85])
})
