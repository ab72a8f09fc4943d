import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createCanvas } from './canvas.ts'
import { maskSteps } from './glyph-masks.ts'
import { toIndexedPicture } from './indexed-picture.ts'

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

/** A letter of one pixel. */
const dot = { data: Uint8Array.of(maskSteps), width: 1, height: 1, left: 0, top: 0, advance: 1 }

test('another reader sees the same picture', async () => {
  const colors = [
    [14, 90, 91],
    [255, 255, 255],
    [14, 90, 91],
    [255, 216, 138],
  ]
  const picture = toIndexedPicture(createPixels(colors, 2), [0x0e5a5b, 0xffffff])
  expect(await readPixels(createCanvas(picture).toPng())).toEqual(colors)
})

test('flat colors stay exact, however close they are', async () => {
  const colors = [
    [17, 96, 98],
    [23, 105, 106],
    [22, 104, 105],
  ]
  const picture = toIndexedPicture(createPixels(colors, 3), [0x116062, 0x17696a])
  expect((await readPixels(createCanvas(picture).toPng())).slice(0, 2)).toEqual(colors.slice(0, 2))
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
  const canvas = createCanvas(picture)
  canvas.createBrush(0xff0000)(mask, 1, 1)
  expect(await readPixels(canvas.toPng())).toEqual([[255, 0, 0], black, [128, 0, 0], [255, 0, 0]])
})

test('a picture that has all colors already takes letters in the closest', async () => {
  const colors = Array.from({ length: 256 }, (_, index) => [index, index, index])
  const flat = colors.map((_, index) => index * 0x010101)
  const picture = toIndexedPicture(createPixels(colors, 256), flat)
  const canvas = createCanvas(picture)
  canvas.createBrush(0xff0000)(dot, 0, 0)
  expect((await readPixels(canvas.toPng()))[0]).toEqual([85, 85, 85])
})

test('a picture is what was drawn on it since the one before, and nothing of that', async () => {
  const { width, height } = { width: 7, height: 60 }
  const ground = Array.from({ length: width * height }, () => [9, 9, 9])
  const canvas = createCanvas(toIndexedPicture(createPixels(ground, width), [0x090909]))
  const draw = (places: readonly (readonly [x: number, y: number])[]) => {
    const brush = canvas.createBrush(0xff0000)
    for (const [x, y] of places) brush(dot, x, y)
    return readPixels(canvas.toPng())
  }
  const withDots = (places: readonly (readonly [x: number, y: number])[]) => {
    const dots = new Set(places.map(([x, y]) => y * width + x))
    return ground.map((color, index) => (dots.has(index) ? [255, 0, 0] : color))
  }
  for (const places of [
    [[0, 0]],
    [[6, 59]],
    [],
    [
      [3, 17],
      [3, 18],
      [2, 40],
    ],
    [
      [0, 30],
      [6, 30],
    ],
  ] as const) {
    expect(await draw(places)).toEqual(withDots(places))
  }
})
