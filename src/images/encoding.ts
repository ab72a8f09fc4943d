import { createHash } from 'node:crypto'
import sharp, { type AvifOptions, type Sharp, type WebpOptions } from 'sharp'

/** What pictures are sent as: AVIF to nearly everybody, WebP to browsers from before 2023. */
export type Format = 'avif' | 'webp'

/**
 * Of a drawing of the sample at 640 pixels, AVIF makes 6.6 kB in 80 ms, of a photograph 21 kB; WebP 8.7 and 30 kB in
 * 20 ms. More effort costs five times as much time for a twentieth fewer bytes; less makes AVIF no smaller than WebP.
 */
const settings = {
  avif: { quality: 55, effort: 2, chromaSubsampling: '4:4:4' } satisfies AvifOptions,
  webp: { quality: 78 } satisfies WebpOptions,
}

/** Raised when what is done to a picture before it is encoded (make-picture.ts) comes out otherwise. */
const recipe = 1

/** Part of the name of every file, so that one name always has the same bytes: other settings, or another encoder, make other bytes. */
export const encodingVersion = createHash('sha256')
  .update(JSON.stringify([recipe, settings, sharp.versions.sharp]))
  .digest('hex')
  .slice(0, 12)

/** Encodes a picture; nothing of the original’s own notes (place, camera) goes along. */
export function encode(picture: Sharp, format: Format): Promise<Buffer> {
  return (format === 'avif' ? picture.avif(settings.avif) : picture.webp(settings.webp)).toBuffer()
}
