import {
  backdrop,
  box,
  circle,
  drawing,
  ellipse,
  glow,
  palette,
  path,
  placed,
  scatter,
  stroke,
} from './svg.ts'

/** A small spray device that gives off a fan of fine mist. */
export function drawEsketamine(): string {
  return drawing(
    backdrop('#dff0ec', '#cfe6e2', '#f4ecdf'),
    glow('light', '#ffffff', 0.95),
    circle(980, 330, 620, { fill: 'url(#light)' }),
    arcs(),
    mist(),
    box(0, 770, 1600, 130, { fill: '#e7d6bf' }),
    ellipse(455, 790, 230, 30, { fill: '#8a6f58', 'fill-opacity': 0.28 }),
    placed({ x: 455, y: 780, turn: 0 }, device()),
  )
}

function device(): string {
  return (
    box(-118, -300, 236, 300, { rx: 44, fill: palette.teal }) +
    box(-118, -300, 74, 300, { rx: 37, fill: '#ffffff', 'fill-opacity': 0.16 }) +
    box(-66, -226, 132, 150, { rx: 22, fill: palette.foam }) +
    stroke('M-34 -180H34M-34 -150H34M-34 -120H10', palette.sea, 10) +
    path(
      'M-176 -300H176Q186 -300 182 -318L170 -352Q166 -364 152 -364H-152Q-166 -364 -170 -352L-182 -318Q-186 -300 -176 -300Z',
      {
        fill: palette.deep,
      },
    ) +
    path('M-58 -364L-34 -560Q-30 -590 0 -590Q30 -590 34 -560L58 -364Z', { fill: palette.cream }) +
    path('M-58 -364L-34 -560Q-30 -590 0 -590L-8 -364Z', { fill: '#ffffff', 'fill-opacity': 0.7 }) +
    ellipse(0, -588, 16, 8, { fill: palette.sea })
  )
}

function arcs(): string {
  return [240, 420, 600, 780]
    .map((reach, index) =>
      placed(
        { x: 462, y: 190, turn: -9 },
        stroke(
          `M${reach * 0.82} ${-reach * 0.34}A${reach} ${reach} 0 0 1 ${reach * 0.82} ${reach * 0.5}`,
          palette.sea,
          6,
          {
            'stroke-opacity': 0.4 - index * 0.08,
          },
        ),
      ),
    )
    .join('')
}

function mist(): string {
  const next = scatter(7)
  return Array.from({ length: 190 }, () => {
    const reach = 24 + next() * 940
    const angle = (next() - 0.55) * 0.62
    const colour =
      [palette.sea, palette.teal, palette.coral, '#ffffff'][Math.floor(next() * 4)] ?? palette.sea
    return circle(
      458 + reach * Math.cos(angle),
      190 + reach * Math.sin(angle),
      3 + (0.25 + reach / 960) * next() * 15,
      {
        fill: colour,
        'fill-opacity': 0.75 - (reach / 960) * 0.5,
      },
    )
  }).join('')
}
