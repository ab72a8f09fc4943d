import { create, type Font } from 'fontkit'

/** A typeface of share images, in one weight: which characters it has, how wide they are, and what they look like. */
export interface Typeface {
  has(codePoint: number): boolean
  /** In parts of the size that it is set in; 0 for a character that it does not have. */
  widthOf(codePoint: number): number
  /** How far the middle of a line lies above its baseline, in parts of the size. */
  middle: number
  findGlyph(codePoint: number): Glyph
}

/** The outline of a character, in units, `unitsPerEm` to the size; y goes up from the baseline. */
export interface Glyph {
  /** The data of an SVG path. */
  path: string
  box: { minX: number; minY: number; maxX: number; maxY: number }
  unitsPerEm: number
}

/**
 * Reads the files of a typeface; of a character that several have, the first one's is taken.
 * @throws RangeError if a file holds several fonts, or if there is no file.
 */
export function readTypeface(files: readonly Buffer[]): Typeface {
  const fonts = files.map(readFont)
  const [main] = fonts
  if (!main) throw new RangeError('A typeface needs a font file.')
  const find = (codePoint: number) => fonts.find(font => font.hasGlyphForCodePoint(codePoint))
  /** A title is measured in one size after the other. */
  const widths = new Map<number, number>()
  return {
    has: codePoint => find(codePoint) !== undefined,
    widthOf(codePoint) {
      const known = widths.get(codePoint)
      if (known !== undefined) return known
      const font = find(codePoint)
      const width = font ? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm : 0
      widths.set(codePoint, width)
      return width
    },
    middle: (main.ascent + main.descent) / 2 / main.unitsPerEm,
    findGlyph(codePoint) {
      const font = find(codePoint) ?? main
      const { path, bbox } = font.glyphForCodePoint(codePoint)
      return { path: path.toSVG(), box: bbox, unitsPerEm: font.unitsPerEm }
    },
  }
}

function readFont(file: Buffer): Font {
  const font = create(file)
  if (!('unitsPerEm' in font)) throw new RangeError('A collection of fonts: give the file of one font.')
  return font
}
