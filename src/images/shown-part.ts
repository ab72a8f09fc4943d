import type { Image } from '#sanity/fields.ts'

/** A part of a picture, in pixels of the original. */
export interface Part {
  left: number
  top: number
  width: number
  height: number
}

/**
 * The part of a picture that patients see: what staff kept of it, cut to `ratio` (width by height; null leaves it as it
 * is) so that the hotspot stays in the middle as far as what was kept allows. These are the rules of @sanity/image-url,
 * which the Studio’s own previews follow.
 */
export function shownPart({ asset, crop, hotspot }: Image, ratio: number | null): Part {
  const kept = keptPart(asset, crop)
  if (ratio === null) return kept
  if (kept.width > kept.height * ratio) {
    const width = Math.max(1, Math.round(kept.height * ratio))
    const middle = Math.round((hotspot?.x ?? 0.5) * asset.width)
    const left = between(kept.left, Math.round(middle - width / 2), kept.left + kept.width - width)
    return { ...kept, left, width }
  }
  const height = Math.max(1, Math.round(kept.width / ratio))
  const middle = Math.round((hotspot?.y ?? 0.5) * asset.height)
  const top = between(kept.top, Math.round(middle - height / 2), kept.top + kept.height - height)
  return { ...kept, top, height }
}

/** The crop that staff chose, from shares of the sides to pixels: at least one of them, whatever the shares say. */
function keptPart({ width, height }: Image['asset'], crop: Image['crop']): Part {
  const across = keptStretch(width, crop?.left ?? 0, crop?.right ?? 0)
  const down = keptStretch(height, crop?.top ?? 0, crop?.bottom ?? 0)
  return { left: across.start, top: down.start, width: across.length, height: down.length }
}

function keptStretch(side: number, before: number, after: number): { start: number; length: number } {
  const start = between(0, Math.round(before * side), side - 1)
  return { start, length: between(1, Math.round(side - after * side - start), side - start) }
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
