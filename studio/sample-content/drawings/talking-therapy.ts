import { hills, plant } from './landscape.ts'
import { backdrop, box, circle, drawing, ellipse, glow, palette, path, placed, shape, stroke } from './svg.ts'

/** Two armchairs that face each other across a small table, by a window at dusk. */
export function drawTalkingTherapy(): string {
  return drawing(
    backdrop('#ead9c5', '#f3e7d6'),
    dusk(),
    box(0, 690, 1600, 210, { fill: '#c99f7d' }),
    ellipse(800, 790, 640, 84, { fill: palette.mist }),
    ellipse(800, 790, 560, 66, {
      fill: 'none',
      stroke: palette.sea,
      'stroke-width': 6,
      'stroke-opacity': 0.6,
    }),
    lamp(),
    plant(1450, 740, 1.25, palette.teal, palette.clay),
    placed({ x: 470, y: 780 }, armchair(palette.teal, '#3f9190')),
    shape('g', { transform: 'translate(1130 780) scale(-1 1)' }, armchair(palette.coral, '#eba78f')),
    table(),
  )
}

function dusk(): string {
  return (
    shape('clipPath', { id: 'pane' }, box(540, 90, 520, 430, { rx: 26 })) +
    shape(
      'g',
      { 'clip-path': 'url(#pane)' },
      box(540, 90, 520, 430, { fill: '#f7cfa2' }),
      circle(890, 350, 62, { fill: '#fff0cf' }),
      hills(400, 26, '#86a9ad', 1),
      hills(450, 22, '#4f8287', 2.6),
    ) +
    box(540, 90, 520, 430, { rx: 26, fill: 'none', stroke: palette.cream, 'stroke-width': 22 }) +
    box(793, 90, 14, 430, { fill: palette.cream }) +
    box(510, 520, 580, 26, { rx: 10, fill: palette.cream })
  )
}

function armchair(colour: string, light: string): string {
  return (
    box(-150, -26, 20, 60, { rx: 8, fill: '#7c543d' }) +
    box(120, -26, 20, 60, { rx: 8, fill: '#7c543d' }) +
    path('M-196 -400Q-196 -452 -140 -452H-70Q-26 -452 -24 -404L-4 -170H-150Z', { fill: colour }) +
    box(-150, -196, 310, 92, { rx: 40, fill: light }) +
    box(-176, -150, 340, 134, { rx: 46, fill: colour }) +
    box(-130, -264, 300, 60, { rx: 30, fill: light }) +
    box(130, -240, 40, 140, { rx: 20, fill: light })
  )
}

function lamp(): string {
  return (
    glow('lamplight', '#ffe9b8', 0.9) +
    circle(190, 330, 300, { fill: 'url(#lamplight)' }) +
    box(183, 330, 14, 440, { fill: '#5f4636' }) +
    ellipse(190, 772, 80, 16, { fill: '#5f4636' }) +
    path('M120 350L150 220H230L260 350Z', { fill: palette.apricot })
  )
}

function table(): string {
  return (
    box(790, 640, 20, 140, { fill: '#7c543d' }) +
    ellipse(800, 784, 70, 14, { fill: '#7c543d' }) +
    ellipse(800, 640, 120, 26, { fill: '#96694e' }) +
    path('M760 590H820V612Q820 632 800 632H780Q760 632 760 612Z', { fill: palette.foam }) +
    stroke('M820 598Q842 598 838 610Q834 620 818 620', palette.foam, 8) +
    stroke('M780 574Q772 558 782 546Q790 534 782 520', palette.foam, 6, { 'stroke-opacity': 0.8 })
  )
}
