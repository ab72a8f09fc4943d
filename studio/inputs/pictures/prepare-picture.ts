import { hasEffects } from '#domain/drawing-effects.ts'
import { hasScript, headBytes, pictureTypes, readFileKind } from './picture-kind.ts'
import { mostPixels } from './pixel-limits.ts'
import { mostBytes, type Reason, toRefusal, toTooManyPixels } from './refusals.ts'

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
  const size = await measure(file)
  const most = mostPixels(kind, new Uint8Array(await file.arrayBuffer()))
  if (size && size.width * size.height > most) return { refusal: toTooManyPixels(file.name, size, most) }
  return (await decode(file)) ? { file: typed(file, pictureTypes[kind]) } : refused('damaged')
}

/** The file under the type that its bytes have: by another one, it would be refused without a word. */
function typed(file: File, type: string): File {
  return file.type === type ? file : new File([file], file.name, { type, lastModified: file.lastModified })
}

/** How large a picture is by its own account, without decoding it; null where this browser cannot read it. */
async function measure(file: Blob): Promise<{ width: number; height: number } | null> {
  const image = new Image()
  const { promise, resolve, reject } = Promise.withResolvers<Event>()
  image.onload = resolve
  image.onerror = reject
  image.src = URL.createObjectURL(file)
  try {
    await promise
    return { width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(image.src)
  }
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
