import type { Drawing } from '#domain/look/choices.ts'
import { drawings } from '#domain/look/drawings.ts'
import type { PictureTones } from '#domain/look/tones.ts'
import { shareSize } from '#domain/share-size.ts'
import { markShapes } from '#images/icons/mark.ts'

/** Where the water begins, from the top. */
export const horizon = 498

/** Where the mark or the logo is, from the left and from the top, and how high it is. */
export const emblem = { left: 64, top: 56, height: 60 } as const

const sunX = 992

/** What share images have in common, as SVG elements: the drawing, and the mark unless there is a logo. */
export function backdrop(drawing: Drawing, tones: PictureTones, hasLogo: boolean): string {
  const { width, height } = shareSize
  const { ground, water } = tones
  const { left, top, height: side } = emblem
  const mark = `<g transform="translate(${left} ${top}) scale(${side / 40})"><rect width="40" height="40" rx="9" fill="${water}"/>${markShapes(drawing, tones)}</g>`
  return [
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    drawing === 'sunrise' ? sunrise(tones) : shapesOf(drawing, tones),
    hasLogo ? '' : mark,
  ].join('')
}

/** A drawing of the home page, with the strip below it that the last line is written on. */
function shapesOf(drawing: Exclude<Drawing, 'sunrise'>, tones: PictureTones): string {
  const { width, height } = shareSize
  const shapes = drawings[drawing].map(({ d, tone }) => `<path d="${d}" fill="${tones[tone]}"/>`).join('')
  return `<g transform="translate(576 84) scale(1.15)">${shapes}</g><rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${tones.water}"/>`
}

function sunrise(tones: PictureTones): string {
  const { width, height } = shareSize
  const { water, ripple, lamp } = tones
  /** From the outside in; the last one is the sun. */
  const rings = [
    { radius: 470, fill: tones['ring-1'] },
    { radius: 372, fill: tones['ring-2'] },
    { radius: 278, fill: tones['ring-3'] },
    { radius: 188, fill: tones['ring-4'] },
    { radius: 104, fill: lamp },
  ]
  const arcs = rings.map(
    ({ radius, fill }) =>
      `<path d="M${sunX - radius} ${horizon}a${radius} ${radius * 0.97} 0 0 1 ${2 * radius} 0Z" fill="${fill}"/>`,
  )
  const glow = ripples([
    [-72, 30, 144],
    [-46, 64, 100],
    [-34, 98, 52],
  ])
  const waves = ripples([
    [-262, 30, 132],
    [116, 30, 110],
    [-158, 64, 68],
    [98, 64, 54],
    [-96, 98, 34],
    [62, 98, 96],
  ])
  return [
    ...arcs,
    `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${water}"/>`,
    `<g fill="none" stroke-width="8" stroke-linecap="round"><path stroke="${ripple}" d="${waves}"/><path stroke="${lamp}" d="${glow}"/></g>`,
  ].join('')
}

/** Strokes on the water: from the middle of the sun, from the horizon, and how long. */
function ripples(strokes: readonly (readonly [x: number, y: number, length: number])[]): string {
  return strokes.map(([x, y, length]) => `M${sunX + x} ${horizon + y}h${length}`).join('')
}
