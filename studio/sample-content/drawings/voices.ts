import { backdrop, circle, drawing, glow, palette, path, shape } from './svg.ts'

/** Speech bubbles of several colours that overlap, each with room for the others. */
export function drawVoices(): string {
  return drawing(
    backdrop('#f6ecdf', '#e6f0ec'),
    glow('warmth', '#ffe6bf', 0.9),
    circle(800, 450, 640, { fill: 'url(#warmth)' }),
    bubble(500, 330, 250, 180, palette.teal, 'left'),
    bubble(1080, 320, 270, 190, palette.coral, 'right'),
    bubble(800, 560, 300, 200, palette.apricot, 'left'),
    bubble(360, 620, 170, 118, palette.plum, 'right'),
    bubble(1260, 640, 180, 124, palette.sea, 'left'),
    dots(500, 330, 3),
    dots(1080, 320, 3),
    dots(800, 560, 3),
  )
}

function bubble(x: number, y: number, rx: number, ry: number, fill: string, tail: 'left' | 'right'): string {
  const side = tail === 'left' ? -1 : 1
  return shape(
    'g',
    { opacity: 0.86 },
    shape('ellipse', { cx: x, cy: y, rx, ry, fill }),
    path(
      `M${x + side * rx * 0.28} ${y + ry * 0.8}Q${x + side * rx * 0.52} ${y + ry * 1.34} ${x + side * rx * 0.78} ${y + ry * 1.36}Q${x + side * rx * 0.6} ${y + ry * 1.06} ${x + side * rx * 0.66} ${y + ry * 0.6}Z`,
      { fill },
    ),
  )
}

function dots(x: number, y: number, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    circle(x + (index - (count - 1) / 2) * 76, y, 19, { fill: '#ffffff', 'fill-opacity': 0.92 }),
  ).join('')
}
