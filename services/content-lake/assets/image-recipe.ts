import { createHash } from 'node:crypto'
import type { FitEnum } from 'sharp'
import { z } from 'zod'
import { LakeError } from '../errors.ts'
import { sizeInName } from './asset-names.ts'

/** The longest side of a resized picture: the Studio asks for 2,000 pixels, two or three times as many on dense screens. */
export const longestSide = 4096

const pixels = z.coerce.number().int().min(1).max(longestSide)
const degrees = z.enum(['0', '90', '180', '270']).transform(Number)
const rectangle = z
  .string()
  .regex(/^\d{1,5},\d{1,5},\d{1,5},\d{1,5}$/)
  .transform(text => text.split(',').map(Number))

/** Those of Sanity's image parameters that `@sanity/image-url` writes and this server supports. Others are ignored. */
const parameters = z.object({
  w: pixels.optional(),
  h: pixels.optional(),
  fit: z.enum(['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale']).default('clip'),
  crop: z.enum(['top', 'bottom', 'left', 'right', 'center', 'focalpoint', 'entropy']).default('center'),
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
    .regex(/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i)
    .optional(),
})

export type ImageParameters = z.infer<typeof parameters>

/** What is done to an original, in the order of these fields; null for nothing. */
export interface Recipe {
  cut: { left: number; top: number; width: number; height: number } | null
  size: {
    width: number
    height: number
    fit: keyof FitEnum
    withoutEnlargement: boolean
    position: string
  }
  flop: boolean
  flip: boolean
  turn: number
  blur: number | null
  /** `#rrggbb`, behind transparent pixels. */
  background: string | null
  format: string
  /** Null for a lossless format. */
  quality: number | null
}

/** Formats a resized image can have; other originals are resized to PNG. */
const encodable = new Set(['jpg', 'pjpg', 'png', 'webp', 'avif'])

/** Few, so that one picture does not fill the disk with a hundred qualities. */
const qualities = [30, 50, 75, 90]

const fits: Record<ImageParameters['fit'], { fit: keyof FitEnum; withoutEnlargement: boolean }> = {
  clip: { fit: 'inside', withoutEnlargement: false },
  crop: { fit: 'cover', withoutEnlargement: false },
  fill: { fit: 'contain', withoutEnlargement: false },
  fillmax: { fit: 'contain', withoutEnlargement: true },
  max: { fit: 'inside', withoutEnlargement: true },
  min: { fit: 'cover', withoutEnlargement: true },
  scale: { fit: 'fill', withoutEnlargement: false },
}

/** Parses an image's parameters; null if there are none, which means the original. Throws 400 for a value out of bounds. */
export function parseParameters(query: URLSearchParams): ImageParameters | null {
  const given = Object.fromEntries([...query].filter(([name]) => Object.hasOwn(parameters.shape, name)))
  if (Object.keys(given).length === 0) return null
  const parsed = parameters.safeParse(given)
  if (parsed.success) return parsed.data
  throw new LakeError(
    400,
    'invalidImageParameters',
    `The image cannot be made: ${z.prettifyError(parsed.error)}`,
  )
}

/** The recipe for an original of this name. Parameters that make the same picture give the same recipe. */
export function recipeFor(name: string, given: ImageParameters, acceptsWebp: boolean): Recipe {
  const format = chooseFormat(name, given, acceptsWebp)
  const cut = toCut(name, given)
  return {
    cut,
    size: fitSize(given, cut ?? sizeInName(name)),
    flop: given.flip?.includes('h') ?? false,
    flip: given.flip?.includes('v') ?? false,
    turn: given.or ?? 0,
    blur: given.blur ? Math.max(1, Math.round(given.blur / 20)) : null,
    background: given.bg ? `#${given.bg.toLowerCase()}` : null,
    format,
    quality: format === 'png' ? null : nearestQuality(given.q),
  }
}

/** Identifies a recipe's result in file names. */
export function toRecipeKey(recipe: Recipe): string {
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 32)
}

function chooseFormat(name: string, { fm, auto }: ImageParameters, acceptsWebp: boolean): string {
  if (fm) return fm
  if (auto === 'format' && acceptsWebp) return 'webp'
  const extension = name.split('.').at(-1) ?? ''
  return encodable.has(extension) ? extension : 'png'
}

/** The requested part, clipped to the original; null for all of it. */
function toCut(name: string, { rect }: ImageParameters): Recipe['cut'] {
  if (!rect) return null
  const whole = sizeInName(name)
  const [x = 0, y = 0, wide = 1, high = 1] = rect
  const left = Math.min(x, whole.width - 1)
  const top = Math.min(y, whole.height - 1)
  const width = Math.max(1, Math.min(wide, whole.width - left))
  const height = Math.max(1, Math.min(high, whole.height - top))
  return width === whole.width && height === whole.height ? null : { left, top, width, height }
}

/** A side that is missing, or that would enlarge the picture, is computed from the other one within bounds. */
function fitSize(
  { w, h, fit, crop, dpr }: ImageParameters,
  source: { width: number; height: number },
): Recipe['size'] {
  const sideOf = (side: number | undefined) =>
    side === undefined ? longestSide : Math.min(longestSide, Math.round(side * dpr))
  const [width, height] = [sideOf(w), sideOf(h)]
  const isOneSided = w === undefined || h === undefined
  const withoutEnlargement = fits[fit].withoutEnlargement || (w === undefined && h === undefined)
  if (isOneSided || fits[fit].fit === 'inside') {
    const isWhole = withoutEnlargement && width >= source.width && height >= source.height
    const box = isWhole ? { width: longestSide, height: longestSide } : { width, height }
    return { ...box, fit: 'inside', withoutEnlargement, position: 'centre' }
  }
  const isCut = fits[fit].fit === 'cover' && crop !== 'focalpoint' && crop !== 'center'
  return { width, height, ...fits[fit], position: isCut ? crop : 'centre' }
}

function nearestQuality(requested: number): number {
  const [nearest = 75] = qualities.toSorted((a, b) => Math.abs(a - requested) - Math.abs(b - requested))
  return nearest
}
