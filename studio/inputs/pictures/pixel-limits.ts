import type { pictureTypes } from './picture-kind.ts'

/** A picture of pixels: a drawing has as many as are asked for. */
type PixelKind = Exclude<keyof typeof pictureTypes, 'svg'>

/**
 * The most pixels that a picture may have, from its whole file. They are the limits of the Content Lake
 * (services/content-lake/assets/image-metadata.ts), by what it takes to decode a picture.
 */
export function mostPixels(kind: PixelKind, file: Uint8Array): number {
  if (kind === 'avif') return 16_000_000
  return kind === 'webp' || kind === 'gif' || comesInPasses(kind, file) ? 25_000_000 : 100_000_000
}

/** Whether a picture appears as a whole, then ever sharper: it must be decoded at once. */
function comesInPasses(kind: 'jpeg' | 'png', file: Uint8Array): boolean {
  return kind === 'png' ? file[28] === 1 : findFrame(file) === 0xc2
}

/** The marker by which a JPEG says how it is coded (ITU-T T.81, B.1.1.3), after any number of other segments. */
function findFrame(file: Uint8Array): number | null {
  for (let at = 2; at < file.length && file[at] === 0xff; ) {
    const [marker = 0, high = 0, low = 0] = file.subarray(at + 1)
    // Among them, C4, C8 and CC are no frames.
    if (marker === 0xc0 || (marker > 0xc0 && marker < 0xd0 && marker % 4 !== 0)) return marker
    at += marker === 0xff ? 1 : 2 + high * 256 + low
  }
  return null
}
