import { drop, hills, lightAt, ripples } from './landscape.ts'
import { backdrop, box, drawing, gradient, palette, shape } from './svg.ts'

/** A drop above a still lake at sunrise; rings spread where the last one fell. */
export function drawKetamine(): string {
  return drawing(
    backdrop('#f9d9b5', '#f7e5cd', '#fbf1e2'),
    lightAt(1120, 395, 82, '#fff4d9', '#ffd9a0'),
    hills(400, 46, '#a9c6c2', 0.4),
    hills(455, 34, '#7fb0ad', 2.2),
    gradient('lake', ['#6fb0ae', '#2e7f84', '#17506a']),
    box(0, 500, 1600, 400, { fill: 'url(#lake)' }),
    glints(),
    ripples(620, 690, 6, 96, palette.foam),
    gradient('water', ['#e6f6f3', '#4aa1a3']),
    drop(620, 470, 190, 'url(#water)'),
    drop(620, 205, 110, 'url(#water)'),
  )
}

function glints(): string {
  return Array.from({ length: 9 }, (_, index) =>
    shape('rect', {
      x: 1120 - (70 + index * 13) / 1 + (index % 2) * 30,
      y: 520 + index * 38,
      width: 140 + index * 22,
      height: 9,
      rx: 4.5,
      fill: '#ffe7bd',
      'fill-opacity': 0.75 - index * 0.07,
    }),
  ).join('')
}
