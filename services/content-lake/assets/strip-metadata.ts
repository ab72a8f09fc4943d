import type { Metadata, Sharp } from 'sharp'
import { LakeError } from '../errors.ts'
import { type ImageHeader, openImage } from './image-metadata.ts'

/** Formats that are re-encoded if they carry metadata. GIF and SVG are drawn, not photographed: they hold no location. */
const encoders: Record<string, (image: Sharp, found: Metadata) => Sharp> = {
  // Without `optimiseCoding`, which holds the whole picture in memory.
  jpg: (image, { chromaSubsampling }) =>
    image.jpeg({
      quality: 92,
      chromaSubsampling: chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4',
      optimiseCoding: false,
    }),
  png: image => image.png(),
  webp: image => image.webp({ quality: 92 }),
  avif: image => image.avif({ quality: 80, effort: 2 }),
  tif: image => image.tiff({ compression: 'lzw' }),
}

/**
 * Whether a picture carries metadata such as its location, camera or author. Sharp does not
 * report that of a TIFF, so it is false there.
 */
export function hasMetadata({ found, extension }: ImageHeader): boolean {
  const { exif, xmp, iptc, comments } = found
  return extension in encoders && Boolean(exif || xmp || iptc || comments?.length)
}

/** Whether a picture must be re-encoded before it is stored. */
export function mustStrip(header: ImageHeader): boolean {
  return header.extension === 'tif' || hasMetadata(header)
}

/** Writes a picture to another file without its metadata: upright, same colours, same format. Throws 503 if it cannot be written. */
export async function stripMetadata(
  file: string,
  to: string,
  { found, extension }: ImageHeader,
): Promise<void> {
  const encode = encoders[extension]
  if (!encode) throw new TypeError(`A picture of the format ${extension} is not encoded again.`)
  // An animation stays one.
  const image = openImage(file, { animated: extension === 'webp' })
  // CMYK is converted to RGB, which the CMYK profile would not describe.
  const colours = found.space === 'cmyk' ? image : image.keepIccProfile()
  try {
    await encode(colours, found).toFile(to)
  } catch (error) {
    throw new LakeError(
      503,
      'storageError',
      `The picture could not be written (${error instanceof Error ? error.message : error}), and was not kept. Check the free space of DATA_DIR, then try again.`,
      { cause: error },
    )
  }
}
