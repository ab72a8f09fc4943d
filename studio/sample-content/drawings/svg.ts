/** The size of every drawing, in pixels. */
export const width = 1600
export const height = 900

export const palette = {
  night: '#12263a',
  deep: '#17465a',
  teal: '#2c7a7b',
  sea: '#58a5a0',
  mist: '#cfe6e2',
  foam: '#eef6f3',
  sand: '#f4e9da',
  cream: '#fbf5ea',
  apricot: '#f2bd8b',
  coral: '#df8467',
  clay: '#b4624c',
  plum: '#5b4a6f',
} as const

type Attributes = Record<string, string | number>

/** One element of a drawing; only numbers and our own words ever go in. */
export function shape(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : value}"`)
    .join('')
  return children.length > 0 ? `<${name}${written}>${children.join('')}</${name}>` : `<${name}${written}/>`
}

export function drawing(...shapes: string[]): string {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` }
  return shape('svg', attributes, ...shapes)
}

export function circle(cx: number, cy: number, r: number, attributes: Attributes = {}): string {
  return shape('circle', { cx, cy, r, ...attributes })
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, attributes: Attributes = {}): string {
  return shape('ellipse', { cx, cy, rx, ry, ...attributes })
}

export function box(x: number, y: number, w: number, h: number, attributes: Attributes = {}): string {
  return shape('rect', { x, y, width: w, height: h, ...attributes })
}

export function path(d: string, attributes: Attributes = {}): string {
  return shape('path', { d, ...attributes })
}

/** A line of this colour and width with round ends. */
export function stroke(d: string, colour: string, strokeWidth: number, attributes: Attributes = {}): string {
  return path(d, {
    fill: 'none',
    stroke: colour,
    'stroke-width': strokeWidth,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...attributes,
  })
}

/** Shapes moved, turned (degrees) and scaled together. */
export function placed(
  at: { x?: number; y?: number; turn?: number; scale?: number },
  ...shapes: string[]
): string {
  const { x = 0, y = 0, turn = 0, scale = 1 } = at
  return shape('g', { transform: `translate(${x} ${y}) rotate(${turn}) scale(${scale})` }, ...shapes)
}

/** Everything filled with one gradient from top to bottom. */
export function backdrop(...colours: string[]): string {
  return gradient('backdrop', colours) + box(0, 0, width, height, { fill: 'url(#backdrop)' })
}

/** A gradient to fill with as `url(#id)`, top to bottom. */
export function gradient(id: string, colours: string[]): string {
  return shape('linearGradient', { id, x1: 0, y1: 0, x2: 0, y2: 1 }, ...stops(colours))
}

/** A round light to fill with as `url(#id)`: the colour at its heart, nothing at its edge. */
export function glow(id: string, colour: string, strength = 1): string {
  return shape(
    'radialGradient',
    { id },
    shape('stop', { offset: 0, 'stop-color': colour, 'stop-opacity': strength }),
    shape('stop', { offset: 0.5, 'stop-color': colour, 'stop-opacity': strength * 0.35 }),
    shape('stop', { offset: 1, 'stop-color': colour, 'stop-opacity': 0 }),
  )
}

/** Points on an ellipse, the first at the top, clockwise. */
export function around(count: number, cx: number, cy: number, rx: number, ry: number) {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI - Math.PI / 2
    return { x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle), angle, index }
  })
}

/** Numbers from 0 to 1 that look random and are the same every time (a linear congruential generator). */
export function scatter(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

function stops(colours: string[]): string[] {
  return colours.map((colour, index) =>
    shape('stop', { offset: index / Math.max(1, colours.length - 1), 'stop-color': colour }),
  )
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}
