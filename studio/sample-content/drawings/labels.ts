import { backdrop, box, circle, drawing, ellipse, glow, palette, path, placed, stroke } from './svg.ts'

/** A medicine bottle with its label, and a second, blank label beside it. */
export function drawLabels(): string {
  return drawing(
    backdrop('#dcebe8', '#eef3ee'),
    glow('shine', '#ffffff', 0.9),
    circle(560, 340, 560, { fill: 'url(#shine)' }),
    box(0, 730, 1600, 170, { fill: '#d8bf9f' }),
    ellipse(560, 770, 260, 36, { fill: '#6d5540', 'fill-opacity': 0.3 }),
    placed({ x: 560, y: 770 }, bottle()),
    stroke('M800 430C880 380 940 380 1000 420', palette.teal, 10, { 'stroke-dasharray': '2 26' }),
    placed({ x: 1160, y: 470, turn: 5 }, blankLabel()),
  )
}

function bottle(): string {
  return (
    box(-200, -500, 400, 500, { rx: 60, fill: palette.coral }) +
    box(-200, -500, 120, 500, { rx: 60, fill: '#ffffff', 'fill-opacity': 0.18 }) +
    box(-150, -590, 300, 110, { rx: 20, fill: palette.cream }) +
    [-110, -66, -22, 22, 66, 110].map(x => box(x - 5, -576, 10, 82, { rx: 5, fill: '#e2d5c0' })).join('') +
    box(-200, -380, 400, 260, { fill: '#ffffff' }) +
    box(-200, -380, 400, 46, { fill: palette.teal }) +
    box(-160, -300, 250, 18, { rx: 9, fill: palette.sea }) +
    box(-160, -256, 310, 14, { rx: 7, fill: palette.mist }) +
    box(-160, -222, 280, 14, { rx: 7, fill: palette.mist }) +
    box(-160, -188, 190, 14, { rx: 7, fill: palette.mist }) +
    stroke('M88 -180L110 -158L150 -204', palette.teal, 14)
  )
}

function blankLabel(): string {
  return (
    box(-186, -146, 400, 320, { rx: 22, fill: '#6d5540', 'fill-opacity': 0.18 }) +
    box(-200, -160, 400, 320, { rx: 22, fill: '#ffffff' }) +
    path('M-200 -106V-138Q-200 -160 -178 -160H178Q200 -160 200 -138V-106Z', { fill: palette.plum }) +
    box(-156, -56, 250, 18, { rx: 9, fill: '#d9cfe2' }) +
    box(-156, -8, 180, 14, { rx: 7, fill: '#ece6f0' }) +
    circle(0, 84, 40, {
      fill: 'none',
      stroke: palette.plum,
      'stroke-width': 9,
      'stroke-dasharray': '14 14',
    }) +
    stroke('M-10 74Q-10 62 2 62Q15 62 14 75Q12 86 2 89V96', palette.plum, 8) +
    circle(2, 110, 5, { fill: palette.plum })
  )
}
