import { readFile } from 'node:fs/promises'
import sharp, { type Metadata, type OutputInfo, type Sharp, type SharpOptions } from 'sharp'
import { hasEffects } from '#domain/drawing-effects.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { computePalette } from './palette.ts'

/** What is stored about an uploaded image; `extension` is Sanity's (`jpg`, never `jpeg`). Sizes in pixels, as displayed. */
export interface ImageFacts {
  width: number
  height: number
  extension: string
  mimeType: string
  metadata: JsonObject
}

/** An image's header, read without decoding pixels, and Sanity's name for its format. */
export interface ImageHeader {
  found: Metadata
  extension: string
  mimeType: string
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

/** Pixel limit of an image that is decoded line by line: phones take 50 million and more. */
const maxPixels = 100_000_000
/** Pixel limit of an image that is decoded whole, at 4 to 12 bytes a pixel: progressive JPEG, interlaced PNG, WebP, GIF. */
const maxPixelsWhole = 25_000_000
/** Pixel limit of an AVIF, whose decoder needs 18 bytes a pixel. */
const maxPixelsOfAvif = 16_000_000

/** Time limit for processing one image, in seconds. */
const workWithinSeconds = 60

/** Opens an image for decoding, rotated as displayed, within the limits of memory and time. */
export function openImage(file: string, options: SharpOptions = {}): Sharp {
  return sharp(file, { ...options, limitInputPixels: maxPixels })
    .timeout({ seconds: workWithinSeconds })
    .autoOrient()
}

/** Reads an image's header. Throws 400 if it is not an image we can show or has too many pixels. */
export async function readHeader(file: string): Promise<ImageHeader> {
  try {
    const found = await sharp(file, { limitInputPixels: maxPixels }).metadata()
    const format = formats[found.format]
    if (!format) throw new Error(`the format ${found.format} is not supported`)
    checkPixels(found)
    if (found.format === 'svg') checkEffects(await readFile(file, 'utf8'))
    return { found, ...format }
  } catch (error) {
    throw unreadable(error)
  }
}

/** Reads an image's facts, decoding it once. Throws 400 if it is damaged. */
export async function readImage(file: string, header: ImageHeader): Promise<ImageFacts> {
  const { found, extension, mimeType } = header
  const { width, height } = found.autoOrient
  const small = await reduced(file)
  const metadata = {
    _type: 'sanity.imageMetadata',
    dimensions: { _type: 'sanity.imageDimensions', width, height, aspectRatio: width / height },
    hasAlpha: found.hasAlpha,
    isOpaque: !found.hasAlpha || isOpaque(small.data),
    lqip: await makeLqip(small, found.hasAlpha),
    palette: computePalette(await onWhite(small)),
  }
  return { width, height, extension, mimeType, metadata }
}

/** The most pixels that an image of its kind may have. */
export function mostPixels({ format, isProgressive }: Metadata): number {
  const isWhole = isProgressive || format === 'webp' || format === 'gif'
  return format === 'heif' ? maxPixelsOfAvif : isWhole ? maxPixelsWhole : maxPixels
}

function checkPixels(found: Metadata): void {
  const { format, width, height, pages = 1, isProgressive } = found
  const most = mostPixels(found)
  // Only the frames of a WebP are ever decoded together.
  if (width * height * (format === 'webp' ? pages : 1) <= most) return
  const kind = isProgressive ? 'a progressive or interlaced image' : `an image of the format ${format}`
  throw new Error(`${kind} may have ${most / 1_000_000} megapixels at most; make it smaller, or a plain JPEG`)
}

function checkEffects(drawing: string): void {
  if (!/<svg/i.test(drawing)) throw new Error('it is compressed; export the drawing as plain SVG, or as PNG')
  if (hasEffects(drawing))
    throw new Error('it has effects such as shadows; export the drawing without them, or as PNG')
}

interface Small {
  data: Buffer
  info: OutputInfo
}

/** The image reduced to at most 64 by 64 RGBA pixels, from which all its facts are computed. */
async function reduced(file: string): Promise<Small> {
  try {
    return await openImage(file)
      .resize(64, 64, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw unreadable(error)
  }
}

function fromSmall({ data, info }: Small): Sharp {
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
}

/** Whether the image has no transparency that 64 pixels would show. */
function isOpaque(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false
  return true
}

/** A preview at most 20 pixels wide, as a data URL, shown while the image loads. */
async function makeLqip(small: Small, hasAlpha: boolean): Promise<string> {
  const tiny = fromSmall(small).resize(20, 64, { fit: 'inside', withoutEnlargement: true })
  const encoded = await (hasAlpha ? tiny.png() : tiny.removeAlpha().jpeg({ quality: 60 })).toBuffer()
  return `data:image/${hasAlpha ? 'png' : 'jpeg'};base64,${encoded.toString('base64')}`
}

async function onWhite(small: Small): Promise<Uint8Array> {
  return fromSmall(small).flatten({ background: '#fff' }).removeAlpha().raw().toBuffer()
}

function unreadable(error: unknown): LakeError {
  const reason = error instanceof Error ? error.message : String(error)
  return new LakeError(
    400,
    'invalidImage',
    `This file is no image that can be shown (${reason}). Upload a JPEG, PNG, WebP, AVIF, GIF or SVG file.`,
    { cause: error },
  )
}
