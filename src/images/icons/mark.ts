/**
 * The sign of the site, a sun on its way up: the one drawing that its icons, its header and its share images have.
 * On a square of 40.
 */
export const mark = {
  size: 40,
  radius: 9,
  ground: '#0e5a5b',
  parts: [
    { d: 'M6 26a14 14 0 0 1 28 0Z', fill: '#2f8580' },
    { d: 'M12 26a8 8 0 0 1 16 0Z', fill: '#ffd88a' },
  ],
  water: { d: 'M9 30.5h22M14 34.5h12', stroke: '#ffd88a', width: 2 },
} as const

/**
 * How an icon is cut: with its own round corners, square for a system that rounds it, or with its drawing within the
 * middle 80 of a hundred, which every mask keeps.
 */
export type MarkCut = 'rounded' | 'square' | 'maskable'

/** The mark as an SVG document. */
export function markSvg(cut: MarkCut): string {
  const { size, radius, ground } = mark
  const corner = cut === 'rounded' ? ` rx="${radius}"` : ''
  const parts =
    cut === 'maskable' ? `<g transform="translate(4 4) scale(0.8)">${markParts()}</g>` : markParts()
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}"${corner} fill="${ground}"/>${parts}</svg>`
}

/** What is drawn on the ground of the mark, as SVG elements. */
export function markParts(): string {
  const { parts, water } = mark
  const shapes = parts.map(({ d, fill }) => `<path d="${d}" fill="${fill}"/>`).join('')
  return `${shapes}<path d="${water.d}" stroke="${water.stroke}" stroke-width="${water.width}" stroke-linecap="round"/>`
}
