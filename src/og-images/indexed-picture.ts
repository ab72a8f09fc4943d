/** A picture of at most 256 colors, as a PNG has it: each row is a byte that says “no filter”, and the indexes of its pixels. */
export interface IndexedPicture {
  rows: Uint8Array
  width: number
  height: number
  /** Colors as 0xRRGGBB. */
  palette: number[]
}

export const mostColors = 256

/**
 * The picture of `pixels`, four bytes each, the last one ignored. Colors that are close to each other share one, the flat colors
 * come out as they are.
 * @throws RangeError if there are too many colors for a palette.
 */
export function toIndexedPicture(
  pixels: { data: Uint8Array; width: number; height: number },
  flatColors: readonly number[],
): IndexedPicture {
  const { data, width, height } = pixels
  const palette = [...flatColors]
  const known = new Map(flatColors.map((color, index) => [color, index]))
  const near = new Map<number, number>()
  const rows = new Uint8Array((width + 1) * height)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * pixel, 4 * pixel + 3)
    rows[pixel + Math.floor(pixel / width) + 1] = findIndex((red << 16) | (green << 8) | blue)
  }
  return { rows, width, height, palette }

  function findIndex(color: number): number {
    const key = color & 0xf0f0f0
    const found = known.get(color) ?? near.get(key)
    if (found !== undefined) return found
    const index = addColor(palette, color)
    near.set(key, index)
    return index
  }
}

/** A color on the way from one to another. */
export function blendColors(from: number, to: number, share: number): number {
  const channel = (shift: number) => {
    const [a, b] = [(from >> shift) & 0xff, (to >> shift) & 0xff]
    return Math.round(a + (b - a) * share) << shift
  }
  return channel(16) | channel(8) | channel(0)
}

/** The index of a color, which is added; where there is no room, that of the one that is closest. */
export function findColor(palette: number[], color: number): number {
  const found = palette.indexOf(color)
  if (found >= 0) return found
  if (palette.length < mostColors) return addColor(palette, color)
  const distances = palette.map(each => distance(each, color))
  return distances.indexOf(Math.min(...distances))
}

function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 0xff) - ((b >> shift) & 0xff)) ** 2, 0)
}

function addColor(palette: number[], color: number): number {
  if (palette.length === mostColors) {
    throw new RangeError('The drawing has too many colors for a palette. Draw it with fewer.')
  }
  return palette.push(color) - 1
}
