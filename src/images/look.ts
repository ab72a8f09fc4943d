import {
  type Arrangement,
  type Corners,
  type Drawing,
  type Font,
  type Header,
  isAboutSquare,
  ownColors,
} from '#domain/look/choices.ts'
import { type LogoStyle, toDrawingCss, toLookCss } from '#domain/look/look-css.ts'
import { type Palette, type PictureTones, toPalette } from '#domain/look/tones.ts'
import type { SiteSettings } from '#sanity/contracts.ts'
import type { Image } from '#sanity/fields.ts'
import type { LookSettings } from '#sanity/look.ts'
import { rememberEach } from '#site/remember.ts'
import { listRenditions, type Picture, type Rendition, toPicture } from './renditions.ts'

/** How a clinic looks: what it chose in the settings, worked out. */
export interface Look {
  /** '' where nothing was chosen that styles follow from. */
  css: string
  /** Styles of the pages that show a drawing or people. */
  drawingCss: string
  /** Whether the styles name colors in place of the site's own. */
  hasOwnColors: boolean
  arrangement: Arrangement
  font: Font
  drawing: Drawing
  header: Header
  /** What pictures are painted in. */
  tones: PictureTones
  /** The color at the top of each page, which browsers carry on around it. */
  themeColors: { light: string; dark: string }
  paper: string
  logo: Logo | null
  /** What the icon is made of; null for the mark. */
  icon: Rendition | null
}

/** The clinic's logo as pages show it. */
export interface Logo {
  light: Picture
  /** For dark grounds; null where the other is shown on white there. */
  dark: Picture | null
  /** Whether the logo says the clinic's name, so that it is not written beside it. */
  saysName: boolean
  /** For share images: the file for their dark ground, which needs white below it where there is none for such. */
  file: Rendition
  needsWhite: boolean
}

/** A logo's files that other pictures are made of, as wide as they need them. */
const fileWidth = 480

/** The look that follows from the settings. */
export const toLook: (settings: SiteSettings) => Look = rememberEach(({ look }) => describe(look))

function describe(chosen: LookSettings): Look {
  const palette = toChosenPalette(chosen)
  const corners: Corners = chosen?.corners ?? 'soft'
  const header = chosen?.header ?? 'light'
  const arrangement = chosen?.arrangement ?? 'beside'
  const logo = toLogo(chosen)
  return {
    css: toLookCss({ palette, corners, header, logo: logo && toLogoStyle(logo) }),
    drawingCss: toDrawingCss(palette),
    hasOwnColors: palette !== null,
    arrangement,
    font: chosen?.font ?? 'clear',
    drawing: chosen?.drawing ?? 'sunrise',
    header,
    tones: palette?.picture ?? ownColors.picture,
    themeColors: toThemeColors(palette, header, arrangement),
    paper: (palette ?? ownColors).light.paper,
    logo,
    icon: toIcon(chosen),
  }
}

/** That of the strip for a crisis; in “centered”, which has a pill in its place, of the header. */
function toThemeColors(
  palette: Palette | null,
  header: Header,
  arrangement: Arrangement,
): Look['themeColors'] {
  const { light, dark } = palette ?? ownColors
  if (arrangement === 'beside') return { light: light.night, dark: dark.night }
  if (arrangement === 'columns') return { light: light.helpline, dark: dark.helpline }
  if (header === 'light') return { light: light.paper, dark: dark.paper }
  return palette ? { light: palette.light.band, dark: palette.dark.band } : ownColors.band
}

function toLogoStyle({ light, needsWhite }: Logo): LogoStyle {
  return { ratio: light.width / light.height, needsWhite }
}

/** A second color alone goes with the site's own. */
function toChosenPalette(chosen: LookSettings): Palette | null {
  const { color, accent } = chosen ?? { color: null, accent: null }
  return color || accent ? toPalette(color ?? ownColors.light.brand, accent) : null
}

function toLogo(chosen: LookSettings): Logo | null {
  if (!chosen?.logo) return null
  const { logo, logoDark, logoPlace } = chosen
  return {
    light: toPicture(logo, 'logo'),
    dark: logoDark && toPicture(logoDark, 'logo'),
    saysName: logoPlace === 'instead',
    file: toFile(logoDark ?? logo),
    needsWhite: logoDark === null,
  }
}

function toIcon(chosen: LookSettings): Rendition | null {
  if (chosen?.icon) return toFile(chosen.icon)
  return chosen?.logo && isAboutSquare(chosen.logo.asset) ? toFile(chosen.logo) : null
}

/** The file of a logo that another picture is made of: without loss, and of no address of its own. */
function toFile(image: Image): Rendition {
  const files = listRenditions(image, 'logo')
  const file =
    files.find(({ width }) => width >= fileWidth) ?? files.findLast(({ format }) => format === 'avif')
  if (!file) throw new RangeError('A picture has at least one file.')
  return { ...file, format: 'png' }
}
