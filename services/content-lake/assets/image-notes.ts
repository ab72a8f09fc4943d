import type { Metadata, Sharp } from 'sharp'
import { LakeError } from '../errors.ts'
import { type ImageHeader, openImage } from './image-metadata.ts'

/** Formats that are encoded again where they carry notes. GIF and SVG are drawn, not taken: nothing in them tells a place. */
const encoders: Record<string, (image: Sharp, found: Metadata) => Sharp> = {
  // Without “optimised coding”, which holds the whole picture in memory.
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
 * Whether a picture carries what its maker or camera wrote beside its pixels: the place where it was taken, the camera,
 * a name. Of a TIFF sharp does not say.
 */
export function carriesNotes({ found, extension }: ImageHeader): boolean {
  const { exif, xmp, iptc, comments } = found
  return extension in encoders && Boolean(exif || xmp || iptc || comments?.length)
}

/** Whether a picture has to be encoded again before it is kept. */
export function needsStripping(header: ImageHeader): boolean {
  return header.extension === 'tif' || carriesNotes(header)
}

/** Writes a picture to another file without its notes: upright, in its own colours, in the same format. Throws 503 where it cannot be written. */
export async function stripNotes(file: string, to: string, { found, extension }: ImageHeader): Promise<void> {
  const encode = encoders[extension]
  if (!encode) throw new TypeError(`A picture of the format ${extension} is not encoded again.`)
  // A film of several pictures stays one.
  const image = openImage(file, { animated: extension === 'webp' })
  // Colours for print are turned into those of a screen, for which the profile would be wrong.
  const colours = found.space === 'cmyk' ? image : image.keepIccProfile()
  try {
    await encode(colours, found).toFile(to)
  } catch (error) {
    throw new LakeError(
      503,
      'storageError',
      `The picture could not be written (${error instanceof Error ? error.message : error}), and was not kept. Check the free space of DATA_DIR, then try again.`,
      {},
      { cause: error },
    )
  }
}
