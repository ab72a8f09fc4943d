import { circle, ellipse, glow, height, path, stroke, width } from './svg.ts'

/** A soft range of hills across the whole drawing; `swing` is how far it rises and falls. */
export function hills(y: number, swing: number, fill: string, shift = 0): string {
  const points = Array.from({ length: 9 }, (_, index) => {
    const x = (index * width) / 8
    return { x, y: y + swing * Math.sin(index * 1.3 + shift) }
  })
  const line = points
    .slice(1)
    .map((point, index) => {
      const before = points[index] ?? point
      const middle = (before.x + point.x) / 2
      return `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`
    })
    .join('')
  return path(`M0 ${points[0]?.y ?? y}${line}V${height}H0Z`, { fill })
}

/** A sun or a moon in its own light. */
export function lightAt(x: number, y: number, r: number, colour: string, halo: string): string {
  return (
    glow('halo', halo, 0.9) + circle(x, y, r * 5, { fill: 'url(#halo)' }) + circle(x, y, r, { fill: colour })
  )
}

/** Rings that spread on still water. */
export function ripples(cx: number, cy: number, count: number, step: number, colour: string): string {
  return Array.from({ length: count }, (_, index) => {
    const rx = step * (index + 1)
    return ellipse(cx, cy, rx, rx * 0.24, {
      fill: 'none',
      stroke: colour,
      'stroke-width': 7 - index * (5 / count),
      'stroke-opacity': 0.85 * (1 - index / (count + 1)),
    })
  }).join('')
}

/** A drop with its point up; `size` is its height in pixels. */
export function drop(x: number, y: number, size: number, fill: string): string {
  const r = size * 0.34
  const tip = y - size + r
  const body = `M${x} ${tip}C${x + r * 0.35} ${y - r * 1.1} ${x + r} ${y - r * 0.5} ${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}C${x - r} ${y - r * 0.5} ${x - r * 0.35} ${y - r * 1.1} ${x} ${tip}Z`
  const shine = `M${x - r * 0.5} ${y + r * 0.1}A${r * 0.55} ${r * 0.55} 0 0 0 ${x - r * 0.05} ${y + r * 0.55}`
  return path(body, { fill }) + stroke(shine, '#ffffff', size * 0.045, { 'stroke-opacity': 0.75 })
}

/** A plant in a pot, standing at this point. */
export function plant(x: number, y: number, scale: number, leaf: string, pot: string): string {
  const leaves = [-62, -36, -12, 14, 40, 64].map((turn, index) => {
    const length = (index % 2 === 0 ? 190 : 230) * scale
    const half = 26 * scale
    const d = `M0 0C${half} ${-length * 0.4} ${half} ${-length * 0.75} 0 ${-length}C${-half} ${-length * 0.75} ${-half} ${-length * 0.4} 0 0Z`
    return `<g transform="translate(${x} ${y - 90 * scale}) rotate(${turn})">${path(d, { fill: leaf, 'fill-opacity': 0.82 + (index % 3) * 0.09 })}</g>`
  })
  const potShape = `M${x - 62 * scale} ${y - 110 * scale}H${x + 62 * scale}L${x + 46 * scale} ${y}H${x - 46 * scale}Z`
  return leaves.join('') + path(potShape, { fill: pot })
}
