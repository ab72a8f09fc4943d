import zlib from 'node:zlib'
import { type Mask, maskSteps } from './glyph-masks.ts'
import { blendColors, findColor, type IndexedPicture, mostColors } from './indexed-picture.ts'
import { assemblePng } from './png.ts'

/** A ground for letters. Between the first letter and the PNG, nobody else may draw on it. */
export interface Canvas {
  /** Lays letters of a color on the ground. What lies beyond its edges is left out. */
  createBrush(color: number): (mask: Mask, x: number, y: number) => void
  /** The picture as a PNG. Afterwards the canvas is empty again. */
  toPng(): Buffer
}

/** Rows that are compressed together, so that the others need not be once more where a few have letters. */
const bandRows = 18

/** The format of zlib (RFC 1950): how its data begins, and an empty last block. */
const zlibHeader = Uint8Array.of(0x78, 0x01)
const lastBlock = Uint8Array.of(0x03, 0x00)

/**
 * A canvas that is drawn on thousands of times: of its ground, what no letter touches is compressed once, and nothing is
 * copied but what has to be wiped.
 */
export function createCanvas(ground: IndexedPicture): Canvas {
  const { width, height } = ground
  const rowBytes = width + 1
  const bandBytes = rowBytes * bandRows
  const rows = ground.rows.slice()
  const bands = Array.from({ length: Math.ceil(height / bandRows) }, (_, index) =>
    compress(ground.rows.subarray(index * bandBytes, (index + 1) * bandBytes)),
  )
  const hasLetters = bands.map(() => false)
  const checksum = createChecksum(ground.rows)
  let palette = [...ground.palette]

  function createBrush(color: number) {
    const blends = new Int16Array(mostColors * (maskSteps + 1)).fill(-1)

    function addBlend(below: number, step: number): number {
      const index = findColor(palette, blendColors(palette[below] ?? 0, color, step / maskSteps))
      blends[toBlend(below, step)] = index
      return index
    }

    return (mask: Mask, x: number, y: number): void => {
      const [left, top] = [x + mask.left, y + mask.top]
      const [first, end] = [Math.max(0, top), Math.min(height, top + mask.height)]
      if (first >= end) return
      hasLetters.fill(true, Math.floor(first / bandRows), Math.floor((end - 1) / bandRows) + 1)
      checksum.grow(...layMask(rows, { width, height }, mask, { left, top }, blends, addBlend))
    }
  }

  /** The bands in parts: one that is compressed already, or all that have letters up to the next such one. */
  function listParts(): Uint8Array[] {
    const parts: Uint8Array[] = []
    for (let first = 0; first < bands.length; first += 1) {
      if (!hasLetters[first]) {
        parts.push(bands[first] ?? new Uint8Array())
        continue
      }
      const next = hasLetters.indexOf(false, first)
      const end = next < 0 ? bands.length : next
      const [from, to] = [first * bandBytes, end * bandBytes]
      parts.push(compress(rows.subarray(from, to)))
      rows.set(ground.rows.subarray(from, to), from)
      first = end - 1
    }
    hasLetters.fill(false)
    return parts
  }

  return {
    createBrush,
    toPng() {
      const data = Buffer.concat([zlibHeader, ...listParts(), lastBlock, checksum.take()])
      const png = assemblePng({ width, height, palette }, data)
      palette = [...ground.palette]
      return png
    },
  }
}

/** Where the index is kept of the color that comes of a step on the way from another. */
function toBlend(below: number, step: number): number {
  return below * (maskSteps + 1) + step
}

/**
 * Lays a letter on rows, and returns the sum by which their bytes grew, and the same with each byte times its place. Apart, and
 * given all that it uses: in a closure it takes twice as long, and half of an image's time is spent here.
 */
function layMask(
  rows: Uint8Array,
  { width, height }: { width: number; height: number },
  mask: Mask,
  { left, top }: { left: number; top: number },
  blends: Int16Array,
  addBlend: (below: number, step: number) => number,
): [growth: number, weighted: number] {
  const { data } = mask
  const [firstColumn, endColumn] = [Math.max(0, -left), Math.min(mask.width, width - left)]
  const endRow = Math.min(mask.height, height - top)
  let growth = 0
  let weighted = 0
  for (let row = Math.max(0, -top); row < endRow; row += 1) {
    const from = row * mask.width
    const to = (top + row) * (width + 1) + 1 + left
    for (let column = firstColumn; column < endColumn; column += 1) {
      const step = data[from + column] ?? 0
      if (step === 0) continue
      const below = rows[to + column] ?? 0
      const known = blends[toBlend(below, step)] ?? -1
      const index = known >= 0 ? known : addBlend(below, step)
      rows[to + column] = index
      growth += index - below
      weighted += (index - below) * (to + column)
    }
  }
  return [growth, weighted]
}

/** Ends with a flush instead of a last block, so that parts can follow each other in one stream. */
function compress(rows: Uint8Array): Uint8Array {
  const { Z_FULL_FLUSH, Z_RLE } = zlib.constants
  // Flat colors are runs: looking for runs alone takes a fifth of the time, for a quarter more.
  return zlib.deflateRawSync(rows, { level: 6, memLevel: 7, strategy: Z_RLE, finishFlush: Z_FULL_FLUSH })
}

/** Adler-32 of data in which bytes change: both of its sums are linear in each of them (RFC 1950, 8.2). */
function createChecksum(data: Uint8Array) {
  const prime = 65_521
  const modulo = (sum: number) => ((sum % prime) + prime) % prime
  const before = zlib.deflateSync(data).subarray(-4)
  let [first, second] = [0, 0]

  return {
    /** `growth` is the sum by which bytes have grown, `weighted` the same of each of them times its place. */
    grow(growth: number, weighted: number): void {
      first += growth
      second += growth * data.byteLength - weighted
    },
    /** The checksum of the data as it is now. Begins again with the data as it was. */
    take(): Buffer {
      const sums = Buffer.from(before)
      sums.writeUInt16BE(modulo(sums.readUInt16BE(2) + first), 2)
      sums.writeUInt16BE(modulo(sums.readUInt16BE(0) + second), 0)
      first = 0
      second = 0
      return sums
    },
  }
}
