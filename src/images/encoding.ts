import { createHash } from 'node:crypto'
import sharp, { type AvifOptions, type JpegOptions, type Sharp, type WebpOptions } from 'sharp'

/**
 * What pictures are sent as: AVIF to nearly everybody, WebP to browsers from before 2023, JPEG to programs that show a
 * link. PNG is for what another picture is made of.
 */
export type Format = 'avif' | 'webp' | 'jpeg' | 'png'

/**
 * Of the sample's pictures at 480 and 1,120 pixels, AVIF makes 10.0 kB in 56 ms of processor time, WebP 12.0 kB in 16 ms. The
 * next effort takes twice as long, for an eighth fewer bytes of AVIF and a twentieth of WebP.
 */
const settings = {
  avif: { quality: 55, effort: 1, chromaSubsampling: '4:4:4' } satisfies AvifOptions,
  webp: { quality: 78, effort: 2 } satisfies WebpOptions,
}

/**
 * Chat programs pass over pictures of more than 300 kB. One of 1,200 by 630 pixels seldom has half of that; one of grain alone
 * takes the next quality until it fits (at 20, noise in black and white has 112 kB).
 */
const sharedSettings = {
  mostBytes: 300_000,
  qualities: [80, 60, 40, 20],
  options: { mozjpeg: true } satisfies JpegOptions,
}

/** Raised when what is done to a picture before it is encoded (make-picture.ts) comes out otherwise. */
const recipe = 1

/** Part of the name of every file, so that one name always has the same bytes: other settings, or another encoder, make other bytes. */
export const encodingVersion = toVersion(settings)

/** The same of pictures that are sent as JPEG: its settings leave the names of all others as they are. */
export const sharedEncodingVersion = toVersion(sharedSettings)

function toVersion(chosen: object): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, chosen, sharp.versions.sharp]))
    .digest('hex')
    .slice(0, 12)
}

/** Encodes a picture; nothing of the original’s own notes (place, camera) goes along. */
export async function encode(picture: Sharp, format: Format): Promise<Buffer> {
  if (format === 'png') return picture.png({ compressionLevel: 3 }).toBuffer()
  // What shines through would be black.
  if (format === 'jpeg') return encodeShared(picture.flatten({ background: '#ffffff' }))
  return (format === 'avif' ? picture.avif(settings.avif) : picture.webp(settings.webp)).toBuffer()
}

async function encodeShared(picture: Sharp): Promise<Buffer> {
  const { mostBytes, qualities, options } = sharedSettings
  let encoded = Buffer.of()
  for (const quality of qualities) {
    encoded = await picture
      .clone()
      .jpeg({ ...options, quality })
      .toBuffer()
    if (encoded.byteLength <= mostBytes) break
  }
  return encoded
}
