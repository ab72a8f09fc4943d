import { brain } from './brain.ts'
import { backdrop, circle, drawing, glow, palette, placed, stroke } from './svg.ts'

const regions = [
  { x: -262, y: -92, r: 30 },
  { x: -170, y: 70, r: 24 },
  { x: -60, y: -190, r: 22 },
  { x: 70, y: -40, r: 34 },
  { x: 160, y: 110, r: 22 },
  { x: 250, y: -130, r: 28 },
] as const

/** A brain with a few lit places and the lines that join them. */
export function drawBrainNetwork(): string {
  return drawing(
    backdrop('#eef5f2', '#dcece8', '#cfe3de'),
    glow('node', palette.coral, 0.9),
    placed({ x: 800, y: 455, scale: 1.22 }, brain('#a9cfca', '#94bfb9'), links(), nodes()),
  )
}

function links(): string {
  const lines = regions.flatMap((from, index) =>
    regions.slice(index + 1).map((to, offset) => {
      const bend = ((index + offset) % 3) * 28 - 28
      const middle = { x: (from.x + to.x) / 2 + bend, y: (from.y + to.y) / 2 - 34 }
      const weak = (index + offset) % 2 === 1
      return stroke(
        `M${from.x} ${from.y}Q${middle.x} ${middle.y} ${to.x} ${to.y}`,
        palette.deep,
        weak ? 4 : 6,
        {
          'stroke-opacity': weak ? 0.4 : 0.7,
          ...(weak ? { 'stroke-dasharray': '4 16' } : {}),
        },
      )
    }),
  )
  return lines.join('')
}

function nodes(): string {
  return regions
    .map(
      ({ x, y, r }) =>
        circle(x, y, r * 2.8, { fill: 'url(#node)' }) +
        circle(x, y, r, { fill: palette.coral }) +
        circle(x - r * 0.25, y - r * 0.25, r * 0.4, { fill: '#ffffff', 'fill-opacity': 0.6 }),
    )
    .join('')
}
