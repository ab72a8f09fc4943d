import { markParts } from '#images/icons/mark.ts'

/** Width and height in pixels: what Open Graph and every network that reads it ask for. */
export const shareSize = { width: 1200, height: 630 } as const

/** Where the water begins, from the top. */
export const horizon = 498

/** The colours of the picture: those of the mark, from the night to the lamp. */
export const shareColours = {
  ground: '#0e5a5b',
  water: '#0a3f41',
  ripple: '#2f8580',
  lamp: '#ffd88a',
  title: '#ffffff',
  name: '#eaf3f0',
  line: '#cfe3dd',
} as const

/** From the outside in; the last one is the sun. */
const rings = [
  { radius: 470, fill: '#116062' },
  { radius: 372, fill: '#17696a' },
  { radius: 278, fill: '#217775' },
  { radius: 188, fill: '#3a918b' },
  { radius: 104, fill: shareColours.lamp },
] as const

/** Every flat colour of the picture. */
export const flatColours: readonly string[] = [
  ...new Set([...Object.values(shareColours), ...rings.map(({ fill }) => fill)]),
]

const sunX = 992

/** What every share image has in common, as SVG elements: the sun coming up over water, and the mark. */
export function backdrop(): string {
  const { width, height } = shareSize
  const { ground, water, ripple, lamp } = shareColours
  const arcs = rings.map(
    ({ radius, fill }) =>
      `<path d="M${sunX - radius} ${horizon}a${radius} ${radius * 0.97} 0 0 1 ${2 * radius} 0Z" fill="${fill}"/>`,
  )
  const glow = ripples([
    [-72, 30, 144],
    [-46, 64, 100],
    [-34, 98, 52],
  ])
  const waves = ripples([
    [-262, 30, 132],
    [116, 30, 110],
    [-158, 64, 68],
    [98, 64, 54],
    [-96, 98, 34],
    [62, 98, 96],
  ])
  return [
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    ...arcs,
    `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${water}"/>`,
    `<g fill="none" stroke-width="8" stroke-linecap="round"><path stroke="${ripple}" d="${waves}"/><path stroke="${lamp}" d="${glow}"/></g>`,
    `<g transform="translate(64 56) scale(1.5)"><rect width="40" height="40" rx="9" fill="${water}"/>${markParts()}</g>`,
  ].join('')
}

/** Strokes on the water: from the middle of the sun, from the horizon, and how long. */
function ripples(strokes: readonly (readonly [x: number, y: number, length: number])[]): string {
  return strokes.map(([x, y, length]) => `M${sunX + x} ${horizon + y}h${length}`).join('')
}
