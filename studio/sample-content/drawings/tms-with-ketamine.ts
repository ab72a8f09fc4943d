import { drop } from './landscape.ts'
import { backdrop, circle, drawing, glow, gradient, palette } from './svg.ts'

/** Two families of rings, one cool and one warm, that meet in the middle. */
export function drawTmsWithKetamine(): string {
  return drawing(
    backdrop('#14324a', '#1f4f66', '#3d6f7c'),
    glow('meeting', '#fff0d2', 0.8),
    rings(570, palette.mist),
    rings(1030, palette.apricot),
    circle(800, 450, 330, { fill: 'url(#meeting)' }),
    circle(570, 450, 74, { fill: palette.teal }),
    circle(570, 450, 46, { fill: 'none', stroke: palette.foam, 'stroke-width': 10 }),
    circle(570, 450, 20, { fill: palette.foam }),
    circle(1030, 450, 74, { fill: palette.clay }),
    gradient('warmDrop', ['#fff3e0', palette.apricot]),
    drop(1030, 466, 96, 'url(#warmDrop)'),
  )
}

function rings(x: number, colour: string): string {
  return Array.from({ length: 9 }, (_, index) =>
    circle(x, 450, 130 + index * 62, {
      fill: colour,
      'fill-opacity': 0.035,
      stroke: colour,
      'stroke-width': 6,
      'stroke-opacity': 0.85 - index * 0.085,
    }),
  ).join('')
}
