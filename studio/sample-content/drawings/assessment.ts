import { backdrop, box, circle, drawing, ellipse, glow, palette, path, placed, stroke } from './svg.ts'

/** A notebook with a short list, a pencil and a cup of tea, seen from above. */
export function drawAssessment(): string {
  return drawing(
    backdrop('#e3c9ab', '#d9b995'),
    grain(),
    glow('lamp', '#fff3da', 0.85),
    circle(520, 260, 760, { fill: 'url(#lamp)' }),
    placed({ x: 610, y: 480, turn: -6 }, notebook()),
    placed({ x: 1350, y: 270 }, cup()),
    placed({ x: 1300, y: 680, turn: -38 }, pencil()),
  )
}

function grain(): string {
  return Array.from({ length: 7 }, (_, index) =>
    stroke(
      `M0 ${70 + index * 130}C400 ${40 + index * 130} 900 ${110 + index * 130} 1600 ${60 + index * 130}`,
      '#c7a37d',
      4,
      {
        'stroke-opacity': 0.5,
      },
    ),
  ).join('')
}

function notebook(): string {
  const lines = Array.from({ length: 5 }, (_, index) => {
    const y = -210 + index * 104
    const tick = index < 3 ? stroke(`M${52} ${y}L${68} ${y + 18}L${98} ${y - 20}`, palette.coral, 11) : ''
    return (
      box(46, y - 26, 56, 56, { rx: 12, fill: 'none', stroke: palette.sea, 'stroke-width': 6 }) +
      tick +
      box(132, y - 8, index % 2 === 0 ? 270 : 210, 16, { rx: 8, fill: palette.mist })
    )
  }).join('')
  const notes = Array.from({ length: 6 }, (_, index) =>
    box(-420, -232 + index * 84, index === 5 ? 180 : 340, 12, { rx: 6, fill: '#e8dfd0' }),
  ).join('')
  return (
    box(-486, -322, 1010, 668, { rx: 26, fill: '#6b4f3b', 'fill-opacity': 0.25 }) +
    box(-500, -340, 1010, 668, { rx: 26, fill: palette.deep }) +
    box(-480, -322, 480, 632, { rx: 14, fill: palette.cream }) +
    box(10, -322, 480, 632, { rx: 14, fill: '#ffffff' }) +
    box(-14, -322, 38, 632, { fill: '#e3d8c5' }) +
    notes +
    lines
  )
}

function cup(): string {
  return (
    ellipse(14, 22, 196, 190, { fill: '#6b4f3b', 'fill-opacity': 0.25 }) +
    circle(0, 0, 186, { fill: palette.foam }) +
    circle(0, 0, 150, { fill: '#dfeeea' }) +
    path('M96 -30H186Q214 -30 214 0Q214 30 186 30H96Z', { fill: palette.sea }) +
    circle(0, 0, 118, { fill: palette.sea }) +
    circle(0, 0, 98, { fill: '#a8632f' }) +
    ellipse(-26, -30, 42, 26, { fill: '#d29a63', 'fill-opacity': 0.6 })
  )
}

function pencil(): string {
  return (
    box(-226, -12, 470, 44, { rx: 6, fill: '#6b4f3b', 'fill-opacity': 0.22 }) +
    box(-230, -22, 400, 44, { fill: palette.coral }) +
    box(-230, -8, 400, 14, { fill: '#eda38a' }) +
    box(-262, -22, 40, 44, { rx: 10, fill: palette.plum }) +
    path('M170 -22L240 0L170 22Z', { fill: '#f1d9b4' }) +
    path('M216 -7L240 0L216 7Z', { fill: palette.night })
  )
}
