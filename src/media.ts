import type { Image } from './content/fields.ts'
import type { Snapshot } from './content/snapshot.ts'

/** Widths in pixels at which every picture is offered; a browser takes the least that serves it. */
const widths = [320, 640, 960, 1280, 1600]

/** What an `<img>` needs of a picture: its own file for each width, all served from the site itself. */
export interface Picture {
  src: string
  srcset: string
  /** Width and height in pixels of the picture as it is cropped, which hold its place on the page. */
  width: number
  height: number
  alt: string
}

/** One file made of a picture: the part of the original that staff kept, at one width. */
export interface Rendition {
  /** `/media/<hash of the original>-<left>-<top>-<width>-<height>-<output width>.webp`: the name tells the bytes. */
  path: string
  sourceUrl: string
  /** The part of the original that is kept, in its pixels. */
  extract: { left: number; top: number; width: number; height: number }
  /** Width of the file in pixels. */
  width: number
}

/** The `<img>` attributes of a picture. */
export function pictureOf(image: Image): Picture {
  const all = renditionsOf(image)
  const { width, height } = keptPart(image)
  return {
    src: (all.findLast(rendition => rendition.width <= 960) ?? all[0])?.path ?? '',
    srcset: all.map(rendition => `${rendition.path} ${rendition.width}w`).join(', '),
    width,
    height,
    alt: image.alt,
  }
}

/** Every file that is made of a picture, narrowest first: never wider than the original. */
export function renditionsOf(image: Image): Rendition[] {
  const extract = keptPart(image)
  const { left, top, width, height } = extract
  const fitting = widths.filter(candidate => candidate < width)
  const largest = Math.min(width, widths.at(-1) ?? width)
  return [...fitting, largest].filter(isFirst).map(outputWidth => ({
    path: `/media/${image.asset.sha1hash}-${left}-${top}-${width}-${height}-${outputWidth}.webp`,
    sourceUrl: image.asset.url,
    extract,
    width: outputWidth,
  }))
}

const indexes = new WeakMap<Snapshot, ReadonlyMap<string, Rendition>>()

/** The files of every picture in the snapshot, by path. */
export function allRenditions(snapshot: Snapshot): ReadonlyMap<string, Rendition> {
  const known = indexes.get(snapshot)
  if (known) return known
  const files = snapshot.documents.flatMap(({ images }) => images.flatMap(renditionsOf))
  const index = new Map(files.map(file => [file.path, file]))
  indexes.set(snapshot, index)
  return index
}

function isFirst<T>(value: T, index: number, all: T[]): boolean {
  return all.indexOf(value) === index
}

/** The crop that staff chose, from shares of the sides to pixels. */
function keptPart({ asset, crop }: Image): Rendition['extract'] {
  const { left = 0, right = 0, top = 0, bottom = 0 } = crop ?? {}
  return {
    left: Math.round(left * asset.width),
    top: Math.round(top * asset.height),
    width: Math.max(1, Math.round((1 - left - right) * asset.width)),
    height: Math.max(1, Math.round((1 - top - bottom) * asset.height)),
  }
}
