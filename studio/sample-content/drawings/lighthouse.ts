import { hills } from './landscape.ts'
import { backdrop, box, circle, drawing, ellipse, glow, gradient, palette, path, scatter } from './svg.ts'

/** A lighthouse on a shore at night; its beam reaches over quiet water. */
export function drawLighthouse(): string {
  return drawing(
    backdrop('#0d1f33', '#1a3a56', '#31607a'),
    stars(),
    hills(560, 26, '#1c4058', 1.1),
    gradient('night-sea', ['#2b6480', '#123047']),
    box(0, 590, 1600, 310, { fill: 'url(#night-sea)' }),
    beam(),
    glints(),
    path('M820 900C900 760 1010 690 1130 660C1240 634 1400 640 1600 700V900Z', { fill: '#0e2233' }),
    tower(),
  )
}

function stars(): string {
  const next = scatter(42)
  return Array.from({ length: 110 }, () =>
    circle(next() * 1600, next() * 520, 1 + next() * 2.6, {
      fill: '#fdf3dc',
      'fill-opacity': 0.35 + next() * 0.6,
    }),
  ).join('')
}

function beam(): string {
  return (
    '<linearGradient id="beam" x1="1" y1="0" x2="0" y2="0"><stop offset="0" stop-color="#ffedbe" stop-opacity="0.85"/><stop offset="1" stop-color="#ffedbe" stop-opacity="0"/></linearGradient>' +
    path('M1188 236L0 330V640L1188 262Z', { fill: 'url(#beam)' }) +
    glow('lantern', '#ffe2a3', 0.95) +
    circle(1200, 250, 250, { fill: 'url(#lantern)' })
  )
}

function tower(): string {
  const stripe = (top: number, bottom: number, fill: string) => {
    const half = (y: number) => 50 + ((y - 300) / 380) * 36
    return path(
      `M${1200 - half(top)} ${top}H${1200 + half(top)}L${1200 + half(bottom)} ${bottom}H${1200 - half(bottom)}Z`,
      { fill },
    )
  }
  return (
    stripe(300, 395, palette.cream) +
    stripe(395, 490, palette.coral) +
    stripe(490, 585, palette.cream) +
    stripe(585, 680, palette.coral) +
    box(1132, 286, 136, 20, { rx: 6, fill: palette.night }) +
    box(1164, 210, 72, 78, { rx: 8, fill: '#fff1c9' }) +
    path('M1150 214L1200 156L1250 214Z', { fill: palette.clay }) +
    circle(1200, 152, 9, { fill: palette.clay }) +
    box(1188, 622, 24, 58, { rx: 12, fill: palette.night }) +
    ellipse(1200, 690, 150, 20, { fill: '#0a1a28' })
  )
}

function glints(): string {
  return Array.from({ length: 12 }, (_, index) =>
    box(120 + ((index * 263) % 760), 640 + index * 20, 90 + ((index * 37) % 80), 6, {
      rx: 3,
      fill: '#ffe9b9',
      'fill-opacity': 0.5 - index * 0.03,
    }),
  ).join('')
}
