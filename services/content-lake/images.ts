import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type FitEnum, type Sharp } from 'sharp'
import { z } from 'zod'
import { LakeError } from './errors.ts'
import { maxPixels } from './image-metadata.ts'

const pixels = z.coerce.number().int().min(1).max(8192)
const fraction = z.coerce.number().min(0).max(1)
const degrees = z.enum(['0', '90', '180', '270']).transform(Number)
const rectangle = z
  .string()
  .regex(/^\d+,\d+,\d+,\d+$/)
  .transform(text => text.split(',').map(Number))

/** Sanity's image parameters, those that `@sanity/image-url` writes. Others are ignored. */
const transform = z.object({
  w: pixels.optional(),
  h: pixels.optional(),
  fit: z.enum(['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale']).default('clip'),
  crop: z.enum(['top', 'bottom', 'left', 'right', 'center', 'focalpoint', 'entropy']).default('center'),
  'fp-x': fraction.default(0.5),
  'fp-y': fraction.default(0.5),
  rect: rectangle.optional(),
  q: z.coerce.number().int().min(1).max(100).default(75),
  fm: z.enum(['jpg', 'pjpg', 'png', 'webp', 'avif']).optional(),
  auto: z.string().optional(),
  dpr: z.coerce.number().min(1).max(3).default(1),
  blur: z.coerce.number().min(1).max(2000).optional(),
  flip: z.enum(['h', 'v', 'hv']).optional(),
  or: degrees.optional(),
  bg: z
    .string()
    .regex(/^[0-9a-fA-F]{3,8}$/)
    .optional(),
})

export type ImageTransform = z.infer<typeof transform>

/** Formats a resized image can be in; of the others, a resized copy is a PNG. */
const encodable = new Set(['jpg', 'pjpg', 'png', 'webp', 'avif'])

export interface RenderedImage {
  bytes: Buffer
  mimeType: string
}

/** By the last part of an image's name. */
export const imageMimeTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  pjpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
}

/** Reads an image's parameters; null where there are none, so that the original is meant. Throws 400 for a value out of bounds. */
export function parseTransform(query: URLSearchParams): ImageTransform | null {
  const given = Object.fromEntries([...query].filter(([name]) => Object.hasOwn(transform.shape, name)))
  if (Object.keys(given).length === 0) return null
  const parsed = transform.safeParse(given)
  if (parsed.success) return parsed.data
  throw new LakeError(
    400,
    'invalidImageParameters',
    `The image cannot be made: ${z.prettifyError(parsed.error)}`,
  )
}

/** Resized images, made on first request and kept on disk up to a number of bytes. */
export class Images {
  readonly #folder: string
  readonly #keepBytes: number
  readonly #making = new Map<string, Promise<RenderedImage>>()

  constructor(folder: string, keepBytes = 500_000_000) {
    this.#folder = folder
    this.#keepBytes = keepBytes
    mkdirSync(folder, { recursive: true })
  }

  /** `acceptsWebp` says what the browser takes, for `auto=format`. */
  async render(
    file: string,
    name: string,
    transform: ImageTransform,
    acceptsWebp: boolean,
  ): Promise<RenderedImage> {
    const format = formatOf(name, transform, acceptsWebp)
    const recipe = JSON.stringify([name, { ...transform, auto: undefined }, format])
    const key = createHash('sha256').update(recipe).digest('hex')
    const running = this.#making.get(key)
    if (running) return running
    const made = this.#make(file, key, format, transform).finally(() => this.#making.delete(key))
    this.#making.set(key, made)
    return made
  }

  /** Removes the least recently made until the rest fits. */
  async prune(): Promise<void> {
    const names = await readdir(this.#folder)
    const files = await Promise.all(
      names.map(async name => ({ name, ...pick(await stat(join(this.#folder, name))) })),
    )
    let total = 0
    for (const { name, size } of files.sort((a, b) => b.madeAt - a.madeAt)) {
      total += size
      if (total > this.#keepBytes) await rm(join(this.#folder, name), { force: true })
    }
  }

  async #make(file: string, key: string, format: string, transform: ImageTransform): Promise<RenderedImage> {
    const kept = join(this.#folder, `${key}.${format}`)
    const mimeType = imageMimeTypes[format] ?? 'application/octet-stream'
    if (existsSync(kept)) return { bytes: await readFile(kept), mimeType }
    const bytes = await encoded(transformed(file, transform), format, transform.q).toBuffer()
    const unfinished = `${kept}.${process.pid}`
    await writeFile(unfinished, bytes)
    await rename(unfinished, kept)
    return { bytes, mimeType }
  }
}

function pick({ size, mtimeMs }: { size: number; mtimeMs: number }): { size: number; madeAt: number } {
  return { size, madeAt: mtimeMs }
}

function formatOf(name: string, { fm, auto }: ImageTransform, acceptsWebp: boolean): string {
  if (fm) return fm
  if (auto === 'format' && acceptsWebp) return 'webp'
  const extension = name.split('.').at(-1) ?? ''
  return encodable.has(extension) ? extension : 'png'
}

function transformed(file: string, transform: ImageTransform): Sharp {
  let image = sharp(file, { limitInputPixels: maxPixels }).autoOrient()
  if (transform.rect) {
    const [left = 0, top = 0, width = 1, height = 1] = transform.rect
    image = image.extract({ left, top, width: Math.max(1, width), height: Math.max(1, height) })
  }
  image = resized(image, transform)
  if (transform.flip?.includes('h')) image = image.flop()
  if (transform.flip?.includes('v')) image = image.flip()
  if (transform.or) image = image.rotate(transform.or)
  if (transform.blur) image = image.blur(Math.max(0.3, transform.blur / 20))
  return transform.bg ? image.flatten({ background: `#${transform.bg}` }) : image
}

function resized(image: Sharp, { w, h, fit, crop, dpr, bg }: ImageTransform): Sharp {
  if (w === undefined && h === undefined) return image
  const rules: Record<ImageTransform['fit'], { fit: keyof FitEnum; enlarge: boolean }> = {
    clip: { fit: 'inside', enlarge: true },
    crop: { fit: 'cover', enlarge: true },
    fill: { fit: 'contain', enlarge: true },
    fillmax: { fit: 'contain', enlarge: false },
    max: { fit: 'inside', enlarge: false },
    min: { fit: 'cover', enlarge: false },
    scale: { fit: 'fill', enlarge: true },
  }
  const rule = rules[fit]
  return image.resize({
    width: w && Math.min(8192, Math.round(w * dpr)),
    height: h && Math.min(8192, Math.round(h * dpr)),
    fit: rule.fit,
    withoutEnlargement: !rule.enlarge,
    position: crop === 'focalpoint' || crop === 'center' ? 'centre' : crop,
    background: bg ? `#${bg}` : { r: 0, g: 0, b: 0, alpha: 0 },
  })
}

function encoded(image: Sharp, format: string, quality: number): Sharp {
  if (format === 'png') return image.png()
  if (format === 'webp') return image.webp({ quality })
  if (format === 'avif') return image.avif({ quality })
  return image
    .flatten({ background: '#fff' })
    .jpeg({ quality, progressive: format === 'pjpg', mozjpeg: true })
}
