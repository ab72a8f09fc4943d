import { hills, lightAt } from './landscape.ts'
import { backdrop, box, circle, drawing, palette, stroke } from './svg.ts'

const weeks = 6
const weekdays = 5

/** Six rows of five dots, like the weekdays of a course, from pale to bright as a sun rises behind them. */
export function drawSixWeeks(): string {
  return drawing(
    backdrop('#fbe6cb', '#f7efe2', '#e5f0ec'),
    lightAt(1330, 300, 96, '#fff2d2', '#ffd79c'),
    hills(640, 60, '#bcd8d2', 0.2),
    hills(720, 54, '#8fbdb7', 1.9),
    hills(800, 40, '#5d9c98', 3.4),
    box(250, 110, 780, 690, { rx: 44, fill: '#8a6f58', 'fill-opacity': 0.14 }),
    box(236, 94, 780, 690, { rx: 44, fill: '#ffffff' }),
    box(236, 94, 780, 690, { rx: 44, fill: 'none', stroke: palette.mist, 'stroke-width': 4 }),
    ...Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: weekdays }, (_, day) => dot(week, day)),
    ).flat(),
  )
}

function dot(week: number, day: number): string {
  const x = 352 + day * 137
  const y = 176 + week * 105
  const done = week * weekdays + day < 19
  const shade = 0.35 + ((week * weekdays + day) / (weeks * weekdays)) * 0.65
  if (!done) return circle(x, y, 34, { fill: palette.foam, stroke: palette.sea, 'stroke-width': 5 })
  return (
    circle(x, y, 37, { fill: palette.teal, 'fill-opacity': shade }) +
    stroke(`M${x - 15} ${y + 1}L${x - 4} ${y + 13}L${x + 17} ${y - 12}`, '#ffffff', 8)
  )
}
