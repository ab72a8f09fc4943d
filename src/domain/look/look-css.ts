import { type Corners, type Header, ownColors } from './choices.ts'
import type { Palette, Tones } from './tones.ts'

/** What a clinic chose, as far as styles go. */
export interface LookStyle {
  /** Null for the colors of tokens.css. */
  palette: Palette | null
  corners: Corners
  header: Header
  logo: LogoStyle | null
}

export interface LogoStyle {
  /** Width by height. */
  ratio: number
  /** Whether it is for light grounds alone. */
  needsWhite: boolean
}

/**
 * The styles of a look: tokens with other values. They are outside of every layer, hence win over tokens.css. Paper keeps
 * black words on white. '' for a clinic that chose nothing.
 */
export function toLookCss({ palette, corners, header, logo }: LookStyle): string {
  const colors = palette
    ? [
        `:root{${declare(palette.light, isOnEveryPage)}--care:var(--brand);--care-tint:var(--tint)}`,
        inDark(`:root{${declare(palette.dark, isOnEveryPage)}}`),
      ]
    : []
  const band = header === 'band' ? [bandCss(palette)] : []
  const screen = [...colors, ...band].join('')
  return `${screen && `@media screen{${screen}}`}${cornerCss[corners]}${logo ? logoCss(logo, header) : ''}`
}

/** What {@link toLookCss} leaves out, for pages with a drawing or with people: the tones of the rings. */
export function toDrawingCss(palette: Palette | null): string {
  if (!palette) return ''
  const { light, dark } = palette
  return `@media screen{:root{${declare(light, isRing)}}${inDark(`:root{${declare(dark, isRing)}}`)}}`
}

const cornerCss: Record<Corners, string> = {
  soft: '',
  round: ':root{--radius:1.125rem}.button{border-radius:2rem}',
  square: ':root{--radius:0px}',
}

/** The greatest size of a logo in the header, in rem. */
const most = { width: 14, height: 3 }

/** How wide a logo is in the header, in rem. */
export function logoWidth(ratio: number): number {
  return Math.min(most.width, Math.round(most.height * ratio * 100) / 100)
}

function logoCss({ ratio, needsWhite }: LogoStyle, header: Header): string {
  const plate = '.logo{padding:.25rem .4rem;background:#fff;border-radius:var(--radius)}'
  const onDark =
    header === 'band' ? `@media screen{${plate}}` : `@media screen and (prefers-color-scheme:dark){${plate}}`
  return `.logo{flex:none}.logo img{inline-size:min(${logoWidth(ratio)}rem,40vw)}${needsWhite ? onDark : ''}`
}

/** The header in the clinic's color: what is in it takes its colors from tokens that have other values there. */
function bandCss(palette: Palette | null): string {
  const ground = (tones: Tones | undefined, own: string) => `--paper:${tones?.band ?? own}`
  const inside = [
    '--ink:var(--on-night)',
    '--brand:var(--on-night)',
    '--brand-hover:#fff',
    '--on-brand:var(--night-deep)',
    '--surface:var(--night)',
    '--tint:var(--night)',
    '--line:transparent',
    '--focus:var(--night-focus)',
  ]
  return `header{${ground(palette?.light, ownColors.band.light)};${inside.join(';')}}${inDark(`header{${ground(palette?.dark, ownColors.band.dark)}}`)}`
}

function inDark(css: string): string {
  return `@media (prefers-color-scheme:dark){${css}}`
}

const isRing = (name: string) => name.startsWith('ring-')
const isOnEveryPage = (name: string) => name !== 'band' && !isRing(name)

function declare(tones: Tones, isMeant: (name: string) => boolean): string {
  return Object.entries(tones)
    .filter(([name]) => isMeant(name))
    .map(([name, tone]) => `--${name}:${tone};`)
    .join('')
}
