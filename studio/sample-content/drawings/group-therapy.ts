import { plant } from './landscape.ts'
import { around, backdrop, box, drawing, ellipse, glow, palette, path, placed } from './svg.ts'

/** Eight chairs in a circle on a round rug, in a room with morning light. */
export function drawGroupTherapy(): string {
  const seats = around(8, 800, 560, 470, 190).toSorted((a, b) => a.y - b.y)
  const colours = [palette.teal, palette.coral, palette.sea, palette.plum]
  return drawing(
    backdrop('#f8eedf', palette.sand),
    glow('sun', '#fff6d8', 0.95),
    windows(),
    box(0, 400, 1600, 500, { fill: '#e9d3b8' }),
    path('M520 400L900 400L1280 900L560 900Z', { fill: '#fff3d6', 'fill-opacity': 0.45 }),
    plant(150, 470, 1.15, palette.teal, palette.clay),
    plant(1465, 455, 0.9, palette.sea, palette.plum),
    ellipse(800, 590, 610, 262, { fill: palette.mist }),
    ellipse(800, 590, 540, 230, {
      fill: 'none',
      stroke: palette.sea,
      'stroke-width': 10,
      'stroke-opacity': 0.55,
    }),
    ellipse(800, 590, 330, 138, { fill: palette.foam }),
    ellipse(800, 590, 180, 74, { fill: 'none', stroke: palette.apricot, 'stroke-width': 8 }),
    ellipse(800, 590, 70, 28, { fill: palette.apricot }),
    ...seats.map(seat =>
      chair(seat.x, seat.y + 20, seat.angle, colours[seat.index % colours.length] ?? palette.teal),
    ),
  )
}

function windows(): string {
  const panes = [430, 690, 950].map(
    x =>
      box(x, 70, 220, 250, { rx: 14, fill: '#d7ebea' }) +
      path(
        `M${x} 260C${x + 70} 205 ${x + 140} 265 ${x + 220} 225V306Q${x + 220} 320 ${x + 206} 320H${x + 14}Q${x} 320 ${x} 306Z`,
        {
          fill: '#a9cdbd',
        },
      ) +
      box(x, 70, 220, 250, { rx: 14, fill: 'none', stroke: palette.cream, 'stroke-width': 16 }) +
      box(x + 104, 70, 12, 250, { fill: palette.cream }),
  )
  return panes.join('') + ellipse(800, 190, 520, 260, { fill: 'url(#sun)' })
}

/** A chair that looks toward the middle of the circle: those in front show their backs. */
function chair(x: number, y: number, angle: number, colour: string): string {
  const front = Math.sin(angle)
  const side = Math.cos(angle)
  const scale = 0.92 + front * 0.16
  const legs = [-44, 44].map(dx => box(dx - 6, 10, 12, 62, { rx: 6, fill: '#8a5f45' })).join('')
  const seat = ellipse(0, 6, 72, 30, { fill: colour }) + ellipse(0, -2, 72, 28, { fill: lighter(colour) })
  const backX = side * 40
  const back =
    box(backX - 62 + Math.abs(side) * 16, -112, 124 - Math.abs(side) * 32, 104, { rx: 34, fill: colour }) +
    box(backX - 46 + Math.abs(side) * 12, -98, 92 - Math.abs(side) * 24, 70, {
      rx: 24,
      fill: '#ffffff',
      'fill-opacity': 0.14,
    })
  const shadow = ellipse(0, 70, 84, 20, { fill: '#6d4c33', 'fill-opacity': 0.18 })
  const parts = front > 0.2 ? [shadow, legs, seat, back] : [shadow, legs, back, seat]
  return placed({ x, y, scale }, ...parts)
}

function lighter(colour: string): string {
  const tints: Record<string, string> = {
    [palette.teal]: '#4a9896',
    [palette.coral]: '#eda38a',
    [palette.sea]: '#7cbdb8',
    [palette.plum]: '#7b6891',
  }
  return tints[colour] ?? colour
}
