import sharp from 'sharp'
import { LakeError } from './errors.ts'
import type { JsonObject } from './json.ts'
import { paletteOf } from './palette.ts'

/** What is kept of an uploaded image; `extension` is Sanity's (`jpg`, never `jpeg`). Sizes in pixels, as it is displayed. */
export interface ImageFacts {
  width: number
  height: number
  extension: string
  mimeType: string
  metadata: JsonObject
}

const formats: Record<string, { extension: string; mimeType: string }> = {
  jpeg: { extension: 'jpg', mimeType: 'image/jpeg' },
  png: { extension: 'png', mimeType: 'image/png' },
  webp: { extension: 'webp', mimeType: 'image/webp' },
  gif: { extension: 'gif', mimeType: 'image/gif' },
  svg: { extension: 'svg', mimeType: 'image/svg+xml' },
  tiff: { extension: 'tif', mimeType: 'image/tiff' },
  heif: { extension: 'avif', mimeType: 'image/avif' },
  avif: { extension: 'avif', mimeType: 'image/avif' },
}

/** An image of more pixels than this is refused: it would not fit in memory. */
export const maxPixels = 100_000_000

/** Looks into an image file. Throws 400 where it is none that can be shown. */
export async function readImage(file: string): Promise<ImageFacts> {
  try {
    const found = await sharp(file, { limitInputPixels: maxPixels }).metadata()
    const format = formats[found.format]
    if (!format) throw new Error(`the format ${found.format} is not supported`)
    const { width, height } = found.autoOrient
    const [lqip, pixels, stats] = await Promise.all([
      lqipOf(file, found.hasAlpha),
      pixelsOf(file),
      sharp(file, { limitInputPixels: maxPixels }).stats(),
    ])
    const metadata = {
      _type: 'sanity.imageMetadata',
      dimensions: { _type: 'sanity.imageDimensions', width, height, aspectRatio: width / height },
      hasAlpha: found.hasAlpha,
      isOpaque: stats.isOpaque,
      lqip,
      palette: paletteOf(pixels),
    }
    return { width, height, ...format, metadata }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LakeError(
      400,
      'invalidImage',
      `This file is no image that can be shown (${reason}). Upload a JPEG, PNG, WebP, AVIF, GIF or SVG file.`,
      {},
      { cause: error },
    )
  }
}

/** A picture 20 pixels wide, as a data URL, to stand in while the real one loads. */
async function lqipOf(file: string, hasAlpha: boolean): Promise<string> {
  const small = sharp(file, { limitInputPixels: maxPixels }).autoOrient().resize({ width: 20 })
  const encoded = await (hasAlpha ? small.png() : small.jpeg({ quality: 60 })).toBuffer()
  return `data:image/${hasAlpha ? 'png' : 'jpeg'};base64,${encoded.toString('base64')}`
}

async function pixelsOf(file: string): Promise<Uint8Array> {
  return sharp(file, { limitInputPixels: maxPixels })
    .resize(64, 64, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
}
