import { createHash } from 'node:crypto'
import { documentTypeRows } from '#domain/document-types.ts'
import { shareSize } from '#domain/share-size.ts'
import type { Image } from '#sanity/fields.ts'
import { type KeptDocument, ownPictures } from '#sanity/kept-document.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { deriveOfEach, listsOfAll } from '#site/of-each.ts'
import { rememberEach } from '#site/remember.ts'
import { derive } from '#site/site.ts'
import { encodingVersion, type Format, sharedEncodingVersion } from './encoding.ts'
import { type Part, shownPart } from './shown-part.ts'

/**
 * How a picture can be shown: the ratio of width to height that it is cut to, if any, and the widths in pixels at which
 * it is offered. Each serves the site’s layouts: a column of 672 pixels at most, on screens of one to three dots a pixel; that
 * of the opening of the home page may be wider.
 */
const shapes = {
  whole: { ratio: null, widths: [480, 800, 1120] },
  wide: { ratio: 16 / 9, widths: [480, 800, 1120] },
  small: { ratio: 4 / 3, widths: [200, 400] },
  portrait: { ratio: 1, widths: [160, 320] },
  opening: { ratio: 4 / 3, widths: [480, 800, 1120, 1600] },
  logo: { ratio: null, widths: [120, 240, 480, 720] },
  share: { ratio: shareSize.width / shareSize.height, widths: [shareSize.width] },
} as const satisfies Record<string, { ratio: number | null; widths: readonly number[] }>

export type Shape = keyof typeof shapes

/** A drawing (SVG) can be drawn at any size: no file of one is higher. */
const highestDrawing = 1440

/** WebP is for old browsers, on old screens. */
const widestWebp = 800

/** A file that is hardly wider than the one before shows nothing more. */
const worthwhileStep = 1.1

/** One file made of a picture: a part of the original, at one width, in one format. */
export interface Rendition {
  /** `/media/<hash>-<width>.<format>`. The hash is of the original, the part and the encoding: one name, one set of bytes. */
  path: string
  /** The document of the original. */
  assetId: string
  /** What is cut out of the original; null for all of it. */
  part: Part | null
  /** Width of the file in pixels. */
  width: number
  /** Width of the widest file of the same part. */
  widest: number
  format: Format
}

/** What a page needs of a picture: its own files, all served from the site itself. */
export interface Picture {
  /** For browsers that know AVIF. */
  avif: { srcset: string }
  webp: { src: string; srcset: string }
  /** Width and height in pixels of the part that is shown, which hold its place on the page. */
  width: number
  height: number
  alt: string
  /** What is shown while it loads: `#rrggbb`, or null where nothing fits. */
  color: string | null
}

/** A picture that programs show beside a link. */
export interface SharedPicture {
  path: string
  width: number
  height: number
  alt: string
}

/** A picture as it is shared: as large as networks ask for, or smaller where it is. */
export function toSharedPicture(image: Image): SharedPicture {
  const [file] = listRenditions(image, 'share')
  if (!file) throw new RangeError('A picture has at least one file.')
  const part = partOf(image, 'share')
  const { path, width } = file
  return { path, width, height: Math.max(1, Math.round((width * part.height) / part.width)), alt: image.alt }
}

/** A picture in one of the shapes that its document has it in. */
export function toPicture(image: Image, shape: Shape): Picture {
  const all = listRenditions(image, shape)
  const webp = all.filter(({ format }) => format === 'webp')
  const { width, height } = partOf(image, shape)
  return {
    avif: { srcset: srcset(all.filter(({ format }) => format === 'avif')) },
    webp: { src: webp.at(-1)?.path ?? '', srcset: srcset(webp) },
    width,
    height,
    alt: image.alt,
    color: colorBehind(image.asset),
  }
}

/**
 * Where the middle of what matters is in a picture of a shape, as `object-position` for a place of another shape; null for
 * its middle.
 */
export function findFocus(image: Image, shape: Shape): string | null {
  const { asset, hotspot } = image
  if (!hotspot) return null
  const { left, top, width, height } = partOf(image, shape)
  const toPercent = (share: number) => `${Math.round(100 * Math.min(1, Math.max(0, share)))}%`
  const x = toPercent((hotspot.x * asset.width - left) / width)
  const y = toPercent((hotspot.y * asset.height - top) / height)
  const focus = `${x} ${y}`
  return focus === '50% 50%' ? null : focus
}

/** Every file that is made of a picture in a shape: never wider than the part that is shown. */
export function listRenditions(image: Image, shape: Shape): Rendition[] {
  const { asset } = image
  const { widths } = shapes[shape]
  const shown = partOf(image, shape)
  const part = shown.width === asset.width && shown.height === asset.height ? null : shown
  const most = isDrawn(image, shape)
    ? Math.max(1, Math.floor((highestDrawing * shown.width) / shown.height))
    : shown.width
  const fitting = widths
    .map(width => Math.min(width, most))
    .filter((width, index, all) => index === 0 || width > (all[index - 1] ?? 0) * worthwhileStep)
  const widest = Math.max(...fitting)
  const { left, top } = shown
  const version = shape === 'share' ? sharedEncodingVersion : encodingVersion
  const hash = createHash('sha256')
    .update(JSON.stringify([version, originalHash(asset), left, top, shown.width, shown.height, widest]))
    .digest('hex')
    .slice(0, 16)
  const formats = shape === 'share' ? (['jpeg'] as const) : (['avif', 'webp'] as const)
  return formats.flatMap(format =>
    fitting
      .filter((width, index) => format !== 'webp' || index === 0 || width <= widestWebp)
      .map(width => ({
        path: `/media/${hash}-${width}.${format}`,
        assetId: asset._id,
        part,
        width,
        widest,
        format,
      })),
  )
}

/** The files of every picture of the site, by path; those of one original are together. */
export const allRenditions = derive('allRenditions', (site): ReadonlyMap<string, Rendition> => {
  const files = documentFiles(site, listsOfAll)
  const byOriginal = Map.groupBy(files, ({ assetId }) => assetId)
  return new Map([...byOriginal.values()].flatMap(group => group.map(file => [file.path, file] as const)))
})

const documentFiles = deriveOfEach('documentFiles', (_, document) => filesOf(document))

/** The files of a document’s pictures, in every shape in which pages may show them. */
const filesOf = rememberEach((document: KeptDocument): Rendition[] =>
  document.images.flatMap(image => filesOfImage(document, image)),
)

function filesOfImage({ shown }: KeptDocument, image: Image): Rendition[] {
  if (shown?._type === 'siteSettings' && shown.look?.shareImage === image)
    return listRenditions(image, 'share')
  // Those in a text are shown whole.
  const own = shown && ownPictures(shown).includes(image) && documentTypeRows[shown._type].picture
  const shapesOfIt: readonly Shape[] = own ? own.shapes : ['whole']
  return shapesOfIt.flatMap(shape => listRenditions(image, shape))
}

/** The documents that show a file of a picture, and the field of each that the picture is in. */
export function findUses({ documents }: Snapshot, path: string): { documentId: string; field: string }[] {
  const shows = (files: readonly Rendition[]) => files.some(file => file.path === path)
  return documents
    .filter(document => shows(filesOf(document)))
    .map(document => {
      const { id, shown, images } = document
      const own = shown ? ownPictures(shown) : []
      const isOwn = images.some(image => own.includes(image) && shows(filesOfImage(document, image)))
      const picture = isOwn && shown && documentTypeRows[shown._type].picture
      return { documentId: id, field: picture ? picture.field : 'body' }
    })
}

/** The part of a picture that is shown in a shape. */
function partOf(image: Image, shape: Shape): Part {
  const { width, height } = image.asset
  return isDrawn(image, shape) ? { left: 0, top: 0, width, height } : shownPart(image, shapes[shape].ratio)
}

/** A logo that is a drawing (SVG) has no size of its own: its files are as wide as they are needed, and of all of it. */
function isDrawn({ asset }: Image, shape: Shape): boolean {
  return shape === 'logo' && asset._id.endsWith('-svg')
}

/** The hash of the original's bytes, as the asset's id has it. */
function originalHash({ _id }: Image['asset']): string {
  return _id.split('-')[1] ?? _id
}

function srcset(files: readonly Rendition[]): string {
  return files.map(({ path, width }) => `${path} ${width}w`).join(', ')
}

/**
 * A picture that can be seen through is shown on white in both schemes, as it was drawn; the color that most of any other
 * has, if the Content Lake knows it.
 */
function colorBehind({ isOpaque, color, _id }: Image['asset']): string | null {
  if (isOpaque === false) return '#ffffff'
  // Older pictures lack the note; a JPEG is never transparent.
  return isOpaque || /-jpe?g$/.test(_id) ? color : null
}
