import { existsSync } from 'node:fs'
import type { Sharp } from 'sharp'
import type { WorkQueue } from '../http/work-queue.ts'
import type { Lake } from '../lake.ts'
import { openImage } from './image-metadata.ts'
import { type ImageParameters, type Recipe, recipeFor, toRecipeKey } from './image-recipe.ts'
import type { ResizedCopies } from './resized-copies.ts'

export interface RenderedImage {
  bytes: Buffer
  mimeType: string
}

/** MIME types by file extension. */
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

/** Resized images, made at the first request and cached on disk. */
export class Images {
  readonly #copies: ResizedCopies
  readonly #work: WorkQueue
  readonly #log: Lake['log']
  readonly #making = new Map<string, Promise<Buffer>>()

  constructor(copies: ResizedCopies, work: WorkQueue, log: Lake['log']) {
    this.#copies = copies
    this.#work = work
    this.#log = log
  }

  /** `acceptsWebp` decides what `auto=format` means. Throws 503 if too many images are waiting. */
  async render(
    file: string,
    name: string,
    parameters: ImageParameters,
    acceptsWebp: boolean,
  ): Promise<RenderedImage> {
    const recipe = recipeFor(name, parameters, acceptsWebp)
    const copy = `${name}~${toRecipeKey(recipe)}.${recipe.format}`
    const bytes = this.#making.get(copy) ?? this.#make(file, copy, recipe)
    return { bytes: await bytes, mimeType: imageMimeTypes[recipe.format] ?? 'application/octet-stream' }
  }

  /** Removes the resized copies of a deleted original. */
  removeCopiesOf(name: string): void {
    this.#copies.removeCopiesOf(name)
  }

  #make(file: string, copy: string, recipe: Recipe): Promise<Buffer> {
    const made = this.#findOrMake(file, copy, recipe).finally(() => this.#making.delete(copy))
    this.#making.set(copy, made)
    return made
  }

  async #findOrMake(file: string, copy: string, recipe: Recipe): Promise<Buffer> {
    const known = await this.#copies.find(copy)
    if (known) return known
    const bytes = await this.#work.run(() => applyRecipe(file, recipe).toBuffer())
    try {
      await this.#copies.keep(copy, bytes, () => existsSync(file))
    } catch (error) {
      this.#log.warn({ event: 'copy-not-kept', copy, reason: String(error) })
    }
    return bytes
  }
}

function applyRecipe(
  file: string,
  { cut, size, flop, flip, turn, blur, background, ...target }: Recipe,
): Sharp {
  let image = openImage(file)
  if (cut) image = image.extract(cut)
  image = image.resize({ ...size, background: background ?? { r: 0, g: 0, b: 0, alpha: 0 } })
  if (flop) image = image.flop()
  if (flip) image = image.flip()
  if (turn) image = image.rotate(turn)
  if (blur) image = image.blur(blur)
  return encode(background ? image.flatten({ background }) : image, target)
}

function encode(image: Sharp, { format, quality }: Pick<Recipe, 'format' | 'quality'>): Sharp {
  const settings = quality === null ? {} : { quality }
  if (format === 'png') return image.png()
  if (format === 'webp') return image.webp(settings)
  if (format === 'avif') return image.avif(settings)
  return image
    .flatten({ background: '#fff' })
    .jpeg({ ...settings, progressive: format === 'pjpg', mozjpeg: true })
}
