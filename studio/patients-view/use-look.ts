import { createImageUrlBuilder } from '@sanity/image-url'
import { useMemo } from 'react'
import { useClient } from 'sanity'
import { z } from 'zod'
import {
  type Arrangement,
  arrangements,
  corners,
  type Drawing,
  drawings,
  fonts,
  type Header,
  headers,
  hexPattern,
  logoPlaces,
  ownColors,
} from '#domain/look/choices.ts'
import { toDrawingCss, toLookCss } from '#domain/look/look-css.ts'
import { type Palette, toPalette } from '#domain/look/tones.ts'
import { arrangementCss } from '#shared-ui/arrangements.ts'
import { toFontCss } from '#shared-ui/fonts.ts'
import { usePictureUrl } from '../inputs/pictures/use-picture-url.ts'
import { apiVersion } from '../project.ts'

const color = z.string().regex(hexPattern).nullish().catch(null)

function choice<const Value extends string>(list: readonly { value: Value }[]) {
  const values = list.map(({ value }) => value)
  return z.enum(values).nullish().catch(null)
}

const picture = z
  .object({ asset: z.object({ _ref: z.string() }) })
  .nullish()
  .catch(null)

/** The look in settings: what is missing or cannot be read is as the site has it by itself. */
const chosen = z.object({
  look: z
    .object({
      color,
      accent: color,
      arrangement: choice(arrangements),
      font: choice(fonts),
      corners: choice(corners),
      header: choice(headers),
      drawing: choice(drawings),
      logo: picture,
      logoDark: picture,
      logoPlace: choice(logoPlaces),
    })
    .nullish()
    .catch(null),
})

/** A look as patients see it, or will. */
export interface Look {
  /** Null for the colors of the site itself. */
  palette: Palette | null
  /** What patients' pages have besides the styles of the site. */
  styles: string
  header: Header
  arrangement: Arrangement
  drawing: Drawing
  /** The address of the logo, and whether it is shown instead of the name. */
  logo: { url: string; saysName: boolean } | null
}

/** The look that follows from settings: as published, or while it is typed. */
export function useLook(settings: unknown): Look {
  const { look } = chosen.parse(settings ?? {})
  const palette = usePalette(look?.color ?? null, look?.accent ?? null)
  const logo = useLogo(look?.logo?.asset._ref ?? null, look?.logoPlace === 'instead')
  const header = look?.header ?? 'light'
  const arrangement = look?.arrangement ?? 'beside'
  const css = toLookCss({
    palette,
    corners: look?.corners ?? 'soft',
    header,
    logo: logo && { ratio: logo.ratio, needsWhite: !look?.logoDark },
  })
  return {
    palette,
    styles: toFontCss(look?.font ?? 'clear') + css + toDrawingCss(palette) + arrangementCss[arrangement],
    header,
    arrangement,
    drawing: look?.drawing ?? 'sunrise',
    logo,
  }
}

function usePalette(brand: string | null, accent: string | null): Palette | null {
  return useMemo(
    () => (brand || accent ? toPalette(brand ?? ownColors.light.brand, accent) : null),
    [brand, accent],
  )
}

/** The logo by the id of its asset, which says how large it is. */
function useLogo(assetId: string | null, saysName: boolean) {
  const client = useClient({ apiVersion })
  const [, width, height] = /-(\d+)x(\d+)-/.exec(assetId ?? '') ?? []
  if (assetId === null || !width || !height) return null
  const url = createImageUrlBuilder(client).image(assetId).url()
  return { url, saysName, ratio: Number(width) / Number(height) }
}

/** The address of a photo of the home page in the shape that its opening has; null while there is none. */
export function useOpeningPhoto(picture: unknown): string | null {
  return usePictureUrl(picture, { width: 1200, height: 900 })
}
