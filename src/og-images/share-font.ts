import { inflateSync } from 'node:zlib'

/** What a layout needs to know of a font: which characters it can draw, and how wide. */
export interface FontMeasure {
  has(codePoint: number): boolean
  /** In parts of the font's size. */
  widthOf(codePoint: number): number
}

/** Reads the measures of a WOFF 1.0 font (W3C, “WOFF File Format 1.0”; OpenType's tables head, hhea, hmtx and cmap). */
export function measureFont(woff: Uint8Array): FontMeasure {
  const table = tablesOf(woff)
  const unitsPerEm = table('head').getUint16(18)
  const widths = table('hmtx')
  const lastWide = table('hhea').getUint16(34) - 1
  const glyphs = glyphsOf(table('cmap'))
  return {
    has: codePoint => glyphs.has(codePoint),
    widthOf(codePoint) {
      const glyph = glyphs.get(codePoint) ?? 0
      return widths.getUint16(4 * Math.min(glyph, lastWide)) / unitsPerEm
    },
  }
}

function tablesOf(woff: Uint8Array): (tag: string) => DataView {
  const view = viewOf(woff)
  const entries = Array.from({ length: view.getUint16(12) }, (_, index) => {
    const at = 44 + 20 * index
    const tag = new TextDecoder('latin1').decode(woff.subarray(at, at + 4))
    return {
      tag,
      from: view.getUint32(at + 4),
      packed: view.getUint32(at + 8),
      size: view.getUint32(at + 12),
    }
  })
  return tag => {
    const entry = entries.find(each => each.tag === tag)
    if (!entry) throw new RangeError(`The font has no table “${tag}”. Use one that is whole.`)
    const { from, packed, size } = entry
    const bytes = woff.subarray(from, from + packed)
    return viewOf(packed < size ? inflateSync(bytes) : bytes)
  }
}

/** The glyph of each character, by a cmap of format 4: all that a Latin font needs. */
function glyphsOf(cmap: DataView): ReadonlyMap<number, number> {
  const starts = Array.from({ length: cmap.getUint16(2) }, (_, index) => cmap.getUint32(4 + 8 * index + 4))
  const start = starts.find(each => cmap.getUint16(each) === 4)
  if (start === undefined) throw new RangeError('The font has no table of characters of format 4.')
  const segments = cmap.getUint16(start + 6)
  const ends = start + 14
  const glyphs = new Map<number, number>()
  for (let offset = 0; offset < segments; offset += 2) {
    const last = cmap.getUint16(ends + offset)
    const first = cmap.getUint16(ends + segments + 2 + offset)
    const delta = cmap.getUint16(ends + 2 * segments + 2 + offset)
    const rangeAt = ends + 3 * segments + 2 + offset
    const range = cmap.getUint16(rangeAt)
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const found = range === 0 ? code : cmap.getUint16(rangeAt + range + 2 * (code - first))
      const glyph = range !== 0 && found === 0 ? 0 : (found + delta) & 0xffff
      if (glyph !== 0) glyphs.set(code, glyph)
    }
  }
  return glyphs
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
