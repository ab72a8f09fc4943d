import sharp from 'sharp'
import type { Glyph, Typeface } from './typeface.ts'

/** In how many steps a pixel goes from what is below to the color of the letters. */
export const maskSteps = 8

/** A character as it is laid on a picture. */
export interface Mask {
  /** How much of each pixel it covers, row by row, in steps. */
  data: Uint8Array
  width: number
  height: number
  /** Where the mask's corner lies, in pixels from the start of the character on the baseline. */
  left: number
  top: number
  /** From the start of the character to that of the next one, in pixels. */
  advance: number
}

/** Cells of one drawing stand in rows of about this width, in pixels. */
const sheetWidth = 2000

/** Masks that are kept, in pixels: those of all titles of a site in every size that they are set in. */
const mostPixels = 16_000_000

/**
 * Draws characters of a typeface once for each size, all that are missing in one go: a drawing takes longer to begin than to
 * make, and a release asks for thousands of titles in the same letters.
 */
export function createGlyphMasks(typeface: Typeface): (text: string, size: number) => Promise<Mask[]> {
  const masks = new Map<string, Mask>()
  let pixels = 0

  return async (text, size) => {
    const characters = [...text]
    const missing = [...new Set(characters)].filter(each => !masks.has(`${size} ${each}`))
    const found = new Map(characters.map(each => [each, masks.get(`${size} ${each}`)]))
    for (const [each, mask] of await drawMasks(typeface, missing, size)) {
      if (pixels > mostPixels) {
        masks.clear()
        pixels = 0
      }
      masks.set(`${size} ${each}`, mask)
      found.set(each, mask)
      pixels += mask.data.byteLength
    }
    return characters.flatMap(each => found.get(each) ?? [])
  }
}

async function drawMasks(
  typeface: Typeface,
  characters: readonly string[],
  size: number,
): Promise<[string, Mask][]> {
  const cells = placeCells(characters, typeface, size)
  const last = cells.at(-1)
  if (last === undefined) return []
  const width = Math.max(...cells.map(({ x, mask }) => x + mask.width))
  const height = Math.max(...cells.map(({ y, mask }) => y + mask.height))
  const drawings = cells.map(({ x, y, mask, glyph }) => {
    const scale = size / glyph.unitsPerEm
    return `<path transform="translate(${x - mask.left} ${y - mask.top}) scale(${scale} ${-scale})" d="${glyph.path}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawings.join('')}</svg>`
  const sheet = await sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer()
  for (const { x, y, mask } of cells) {
    for (let row = 0; row < mask.height; row += 1) {
      const from = (y + row) * width + x
      const covered = sheet
        .subarray(from, from + mask.width)
        .map(part => Math.round((part * maskSteps) / 255))
      mask.data.set(covered, row * mask.width)
    }
  }
  return cells.map(({ character, mask }) => [character, mask])
}

interface Cell {
  character: string
  glyph: Glyph
  x: number
  y: number
  mask: Mask
}

/** Where each character is drawn, none over another. */
function placeCells(characters: readonly string[], typeface: Typeface, size: number): Cell[] {
  let [x, y, rowHeight] = [0, 0, 0]
  return characters.map(character => {
    const codePoint = character.codePointAt(0) ?? 0
    const glyph = typeface.findGlyph(codePoint)
    const mask = { ...emptyMask(glyph, size), advance: typeface.widthOf(codePoint) * size }
    if (x + mask.width > sheetWidth) [x, y, rowHeight] = [0, y + rowHeight, 0]
    const cell = { character, glyph, x, y, mask }
    x += mask.width
    rowHeight = Math.max(rowHeight, mask.height)
    return cell
  })
}

/** A mask as large as the character needs, with a pixel around it for its soft edge; a space has one pixel. */
function emptyMask({ path, box, unitsPerEm }: Glyph, size: number): Omit<Mask, 'advance'> {
  if (path === '') return { data: new Uint8Array(1), width: 1, height: 1, left: 0, top: 0 }
  const scale = size / unitsPerEm
  const left = Math.floor(box.minX * scale) - 1
  const top = Math.floor(-box.maxY * scale) - 1
  const width = Math.ceil(box.maxX * scale) + 1 - left
  const height = Math.ceil(-box.minY * scale) + 1 - top
  return { data: new Uint8Array(width * height), width, height, left, top }
}
