import sharp from 'sharp'
import type { Drawing } from '#domain/look/choices.ts'
import type { PictureTones } from '#domain/look/tones.ts'
import { shareSize } from '#domain/share-size.ts'
import { type IndexedPicture, toIndexedPicture } from './indexed-picture.ts'
import { backdrop, emblem } from './share-backdrop.ts'

/** What the share images of a site have in common. */
export interface Scenery {
  picture: IndexedPicture
  /** Where the words beside the mark or the logo begin. */
  nameLeft: number
}

/** The clinic's logo, as it is laid on a share image. */
interface SceneryLogo {
  data: Uint8Array
  needsWhite: boolean
}

const gap = 18
const mostLogoWidth = 420
/** White around a logo that is made for light grounds. */
const padding = 10
/** A logo has at most so many colors here: the others are for the drawing and the letters. */
const mostLogoColors = 64

export async function drawScenery(
  drawing: Drawing,
  tones: PictureTones,
  logo: SceneryLogo | null,
): Promise<Scenery> {
  const { width, height } = shareSize
  const plate = logo && (await drawPlate(logo, tones.ground))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${backdrop(drawing, tones, plate !== null)}${plate?.ground ?? ''}</svg>`
  const data = await sharp(Buffer.from(svg))
    .composite(plate ? [{ input: plate.png, left: plate.left, top: plate.top }] : [])
    .ensureAlpha()
    .raw()
    .toBuffer()
  return {
    picture: toIndexedPicture({ data, width, height }, [...new Set(Object.values(tones))].map(parseColor)),
    nameLeft: emblem.left + (plate?.width ?? emblem.height) + gap,
  }
}

/** #rrggbb as 0xRRGGBB. */
export function parseColor(color: string): number {
  return Number.parseInt(color.slice(1), 16)
}

/** The logo on its ground, in few colors. */
async function drawPlate({ data, needsWhite }: SceneryLogo, ground: string) {
  const inset = needsWhite ? padding : 0
  const { left, top, height } = emblem
  const background = needsWhite ? '#ffffff' : ground
  const fitted = await sharp(data)
    .resize(mostLogoWidth, height, { fit: 'inside' })
    .flatten({ background })
    .png({ palette: true, colors: mostLogoColors, dither: 0 })
    .toBuffer({ resolveWithObject: true })
  const width = fitted.info.width + 2 * inset
  const box = `<rect x="${left}" y="${top - inset}" width="${width}" height="${fitted.info.height + 2 * inset}" rx="8" fill="#ffffff"/>`
  return {
    png: fitted.data,
    left: left + inset,
    top,
    width,
    ground: needsWhite ? box : '',
  }
}
