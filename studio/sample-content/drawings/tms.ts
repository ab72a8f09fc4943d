import { brain } from './brain.ts'
import { backdrop, circle, drawing, glow, palette, placed, stroke } from './svg.ts'

/** A figure-eight coil above the outline of a brain, with calm waves between them. */
export function drawTms(): string {
  return drawing(
    backdrop('#103347', '#1d5a6a', '#2f7f80'),
    glow('warm', palette.apricot, 0.85),
    glow('cool', '#bfe9e2', 0.5),
    circle(980, 560, 620, { fill: 'url(#cool)' }),
    placed({ x: 930, y: 545, scale: 1.08 }, brain(palette.foam, '#9cc9c4')),
    circle(660, 400, 210, { fill: 'url(#warm)' }),
    waves(),
    placed({ x: 425, y: 235, turn: -38 }, coil()),
  )
}

function waves(): string {
  return Array.from({ length: 6 }, (_, index) => {
    const reach = 130 + index * 62
    const d = `M${-reach * 0.62} ${reach * 0.78}A${reach} ${reach} 0 0 0 ${reach * 0.62} ${reach * 0.78}`
    return placed(
      { x: 425, y: 235, turn: -46 },
      stroke(d, palette.apricot, 9 - index, { 'stroke-opacity': 0.95 - index * 0.14 }),
    )
  }).join('')
}

function coil(): string {
  const ring = (x: number) =>
    circle(x, 0, 128, { fill: '#0c2534' }) +
    [112, 88, 64, 40]
      .map((r, index) =>
        circle(x, 0, r, {
          fill: 'none',
          stroke: index % 2 === 0 ? palette.sea : palette.mist,
          'stroke-width': 11,
        }),
      )
      .join('')
  return (
    stroke('M0 -20C-20 -150 -120 -220 -60 -420', '#0c2534', 54) +
    stroke('M0 -20C-20 -150 -120 -220 -60 -420', palette.teal, 26) +
    ring(-118) +
    ring(118) +
    circle(0, 0, 26, { fill: palette.apricot })
  )
}
