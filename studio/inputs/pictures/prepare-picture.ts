import { hasEffects } from '#domain/drawing-effects.ts'
import { hasScript, headBytes, pictureTypes, readFileKind } from './picture-kind.ts'
import { mostBytes, type Reason, toRefusal } from './refusals.ts'

/** A file as it can be uploaded, or why it cannot. */
export type Prepared = { file: File } | { refusal: string }

/** Looks at a file before it is uploaded. A picture from an iPhone comes back as a JPEG. */
export async function preparePicture(file: File): Promise<Prepared> {
  const refused = (reason: Reason) => ({ refusal: toRefusal(file, reason) })
  const kind = readFileKind(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  if (kind === 'heic') {
    const converted = await toJpeg(file)
    return converted ? { file: converted } : refused('heic')
  }
  if (kind === 'pdf' || kind === 'video' || kind === 'empty' || kind === 'other') return refused(kind)
  if (file.size > mostBytes) return refused('large')
  if (kind === 'svg') {
    const drawing = await file.text()
    if (hasScript(drawing)) return refused('script')
    return hasEffects(drawing) ? refused('effects') : { file: typed(file, pictureTypes.svg) }
  }
  return (await decode(file)) ? { file: typed(file, pictureTypes[kind]) } : refused('damaged')
}

/** The file under the type that its bytes have: by another one, it would be refused without a word. */
function typed(file: File, type: string): File {
  return file.type === type ? file : new File([file], file.name, { type, lastModified: file.lastModified })
}

/** The picture, the right way up; null where this browser cannot show it. */
async function decode(file: Blob): Promise<ImageBitmap | null> {
  return createImageBitmap(file).catch(() => null)
}

/** An iPhone’s picture as a JPEG; null where it cannot be opened. Safari reads it; for other browsers a decoder is loaded. */
async function toJpeg(file: File): Promise<File | null> {
  const bitmap = (await decode(file)) ?? (await decodeHeic(file))
  if (!bitmap) return null
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { promise, resolve } = Promise.withResolvers<Blob | null>()
  canvas.toBlob(resolve, 'image/jpeg', 0.9)
  const jpeg = await promise
  const name = file.name.replace(/\.hei[cf]s?$/i, '')
  return jpeg && new File([jpeg], `${name}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified })
}

async function decodeHeic(blob: Blob): Promise<ImageBitmap | null> {
  const { heicTo } = await import('heic-to/csp')
  return heicTo({ blob, type: 'bitmap' }).catch(() => null)
}
