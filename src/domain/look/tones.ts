import Color from 'colorjs.io'
import { ownColors } from './choices.ts'
import { contrast } from './contrast.ts'

/** The colors of a scheme that follow the clinic's, as `#rrggbb`, by the names of their tokens (src/styles/tokens.css). */
export type Tones = (ReturnType<typeof lightTones> | ReturnType<typeof darkTones>) & { helpline: string }

/** What a picture is painted in: share images, icons, the mark. */
export type PictureTones = ReturnType<typeof pictureTones>

/** The tones of both schemes, and of pictures. */
export interface Palette {
  light: Tones
  dark: Tones
  picture: PictureTones
}

/** From this lightness on a color is rather a lamp than the ground of a button. */
const lightBrand = 0.8

/** The chroma of a brand of usual strength: a stronger one colors its surroundings more, up to half as much again. */
const usualChroma = 0.07
const mostStrength = 1.5

/** The most chroma of a strong color; on dark grounds, a lamp has no more than the site’s own, or it would be neon. */
const mostChroma = 0.16
const mostLampChroma = 0.11

/** A little more than WCAG asks for, so that no rounding falls below it. */
const words = 4.6
const shapes = 3.1

/**
 * All tones of a site from the colors that a clinic chose (`#rrggbb`). A color that could not be read where it is used
 * is darkened, in the dark scheme lightened, until it can: WCAG 2.2 AA, in both schemes.
 */
export function toPalette(brand: string, accent: string | null): Palette {
  const lamp = accent ?? (toOklch(brand)[0] >= lightBrand ? brand : ownColors.light.lamp)
  // The buttons for a crisis: the lightest that there is in the dark block around them, in a color of the clinic's own.
  const helpline = lampTones(accent ?? brand, 0.9, mostLampChroma).lamp
  return {
    light: { ...lightTones(brand, lamp), helpline },
    dark: { ...darkTones(brand, lamp), helpline },
    picture: pictureTones(brand, lamp),
  }
}

/** Surfaces and words keep the lightness that makes them readable; hue and strength are the brand's. */
function lightTones(brand: string, lamp: string) {
  const { tone, own } = createMixer(brand)
  const [paper, tint, ring2] = [tone(0.99, 0.003), tone(0.953, 0.014), tone(0.895, 0.028)]
  const surfaces = [paper, tint, ring2, '#ffffff', ...callouts.light]
  const readable = seek(0.62, -1, own, words, surfaces)
  return {
    paper,
    surface: '#ffffff',
    tint,
    ink: tone(0.26, 0.028),
    'ink-soft': tone(0.44, 0.025),
    line: tone(0.885, 0.018),
    'line-strong': tone(0.57, 0.025),
    brand: readable,
    'brand-hover': shift(readable, -0.08),
    'on-brand': '#ffffff',
    link: readable,
    ...lampTones(lamp, 0.9),
    accent: seek(0.7, -1, createMixer(lamp).own, shapes, surfaces),
    'ring-1': tone(0.93, 0.018),
    'ring-2': ring2,
    'ring-3': tone(0.84, 0.046),
    'ring-4': tone(0.76, 0.068),
    night: tone(0.266, 0.042),
    'night-deep': tone(0.224, 0.032),
    'on-night': tone(0.957, 0.01),
    'on-night-soft': tone(0.82, 0.022),
    band: seek(0.45, -1, own, words, [tone(0.82, 0.022)]),
  }
}

function darkTones(brand: string, lamp: string) {
  const { tone, own } = createMixer(brand, mostChroma)
  const [paper, surface, tint, ring2] = [
    tone(0.215, 0.02),
    tone(0.3, 0.03),
    tone(0.267, 0.028),
    tone(0.297, 0.032),
  ]
  const surfaces = [paper, surface, tint, ring2, ...callouts.dark]
  const readable = seek(0.78, 1, own, words, surfaces)
  return {
    paper,
    surface,
    tint,
    ink: tone(0.955, 0.01),
    'ink-soft': tone(0.793, 0.02),
    line: tone(0.365, 0.029),
    'line-strong': tone(0.637, 0.03),
    brand: readable,
    'brand-hover': shift(readable, 0.06),
    'on-brand': tone(0.2, 0.033),
    link: readable,
    ...lampTones(lamp, 0.85, mostLampChroma),
    accent: seek(0.85, 1, createMixer(lamp, mostLampChroma).own, shapes, surfaces),
    'ring-1': tone(0.255, 0.025),
    'ring-2': ring2,
    'ring-3': tone(0.35, 0.042),
    'ring-4': tone(0.425, 0.056),
    night: tone(0.34, 0.05),
    'night-deep': tone(0.191, 0.016),
    'on-night': tone(0.957, 0.01),
    'on-night-soft': tone(0.82, 0.022),
    band: tone(0.29, 0.045),
  }
}

/** Pictures are the same in both schemes, and their words are white. */
function pictureTones(brand: string, lamp: string) {
  const { tone, own } = createMixer(brand)
  const ground = seek(0.48, -1, own, 7, ['#ffffff'])
  const [lightness] = toOklch(ground)
  // Long titles are laid over all but the innermost ring.
  const ring = (by: number) => seek(1, -1, { ...own, lightness: lightness + by }, words, ['#ffffff'])
  return {
    ground,
    water: shift(ground, -0.09),
    ripple: shift(ground, 0.14),
    lamp: lampTones(lamp, 0.9).lamp,
    title: '#ffffff',
    name: tone(0.957, 0.01),
    line: tone(0.9, 0.022),
    'ring-1': ring(0.02),
    'ring-2': ring(0.05),
    'ring-3': ring(0.095),
    'ring-4': shift(ground, 0.18),
  }
}

/** The grounds of warnings, which keep their colors: words in the brand's are on them, too. */
const callouts = {
  light: [ownColors.light['warning-tint'], ownColors.light['urgent-tint']],
  dark: [ownColors.dark['warning-tint'], ownColors.dark['urgent-tint']],
}

/** The ground of an announcement: light enough for dark words in either scheme. */
function lampTones(color: string, lightness: number, most = mostChroma): { lamp: string; 'on-lamp': string } {
  const [, chroma, hue] = toOklch(color)
  return {
    lamp: toHex(lightness, Math.min(chroma, most), hue),
    'on-lamp': toHex(0.27, Math.min(chroma, 0.045), hue),
  }
}

/** `own`: the color itself at other lightnesses, with `most` of its chroma. `tone`: of its hue, with the chroma that suits a brand of usual strength. */
function createMixer(color: string, most = Number.POSITIVE_INFINITY) {
  const [lightness, chroma, hue] = toOklch(color)
  const strength = Math.min(chroma / usualChroma, mostStrength)
  return {
    own: { lightness, at: (l: number) => toHex(l, Math.min(chroma, most), hue) },
    tone: (l: number, c: number) => toHex(l, c * strength, hue),
  }
}

/**
 * The color, or what is nearest to it at `limit` and beyond, with the contrast against all of the others. `direction` is
 * 1 for lighter, -1 for darker.
 */
function seek(
  limit: number,
  direction: 1 | -1,
  { lightness, at }: ReturnType<typeof createMixer>['own'],
  ratio: number,
  others: readonly string[],
): string {
  let l = direction < 0 ? Math.min(lightness, limit) : Math.max(lightness, limit)
  while (l > 0 && l < 1) {
    const color = at(l)
    if (others.every(other => contrast(color, other) >= ratio)) return color
    l += direction * 0.01
  }
  return direction < 0 ? '#000000' : '#ffffff'
}

/** The color, lighter or darker by a part of 1. */
function shift(color: string, by: number): string {
  const [lightness, chroma, hue] = toOklch(color)
  return toHex(Math.min(Math.max(lightness + by, 0), 1), chroma, hue)
}

function toOklch(color: string): [lightness: number, chroma: number, hue: number] {
  const [lightness, chroma, hue] = new Color(color).to('oklch').coords
  // A gray has no hue.
  return [lightness ?? 0, chroma ?? 0, Number.isNaN(hue ?? 0) ? 0 : (hue ?? 0)]
}

/** As strong as a screen can show it at that lightness, without another hue. */
function toHex(lightness: number, chroma: number, hue: number): string {
  const color = new Color('oklch', [lightness, chroma, hue])
  return color.to('srgb').toGamut({ space: 'srgb' }).toString({ format: 'hex', collapse: false })
}
