import type { Drawing } from '#domain/look/choices.ts'
import type { PictureTones } from '#domain/look/tones.ts'

/*
 * The sign of a site without a logo: the one drawing that its icons, its header and its share images have.
 * On a square of 40.
 */

export const markSize = 40
export const markRadius = 9

/** A shape of the mark: filled, or a stroke. */
type MarkPart = { d: string; tone: 'ripple' | 'lamp'; stroke?: number }

const parts: Record<Drawing, readonly MarkPart[]> = {
  sunrise: [
    { d: 'M6 26a14 14 0 0 1 28 0Z', tone: 'ripple' },
    { d: 'M12 26a8 8 0 0 1 16 0Z', tone: 'lamp' },
    { d: 'M9 30.5h22M14 34.5h12', tone: 'lamp', stroke: 2 },
  ],
  hills: [
    { d: 'M22 12a5 5 0 0 1 10 0a5 5 0 0 1-10 0Z', tone: 'lamp' },
    { d: 'M5 31L16 14q1.5-2 3 0L30 31Z', tone: 'ripple' },
    { d: 'M16 31l7.5-11q1.5-2 3 0L34 31Z', tone: 'lamp' },
  ],
  circles: [
    { d: 'M6 20a9 9 0 0 1 18 0a9 9 0 0 1-18 0Z', tone: 'ripple' },
    { d: 'M18 16a8 8 0 0 1 16 0a8 8 0 0 1-16 0Z', tone: 'lamp' },
    { d: 'M17 29a5.5 5.5 0 0 1 11 0a5.5 5.5 0 0 1-11 0Z', tone: 'ripple' },
  ],
}

/** The shapes of the mark of a drawing, each with its colors as attributes of a path. */
export function markPaths(drawing: Drawing, tones: PictureTones) {
  return parts[drawing].map(({ d, tone, stroke }) =>
    stroke
      ? { d, stroke: tones[tone], 'stroke-width': stroke, 'stroke-linecap': 'round' as const }
      : { d, fill: tones[tone] },
  )
}

/**
 * How an icon is cut: with its own round corners, square for a system that rounds it, or with its drawing within the
 * middle 80 of a hundred, which every mask keeps.
 */
export type MarkCut = 'rounded' | 'square' | 'maskable'

/** The mark as an SVG document. */
export function markSvg(cut: MarkCut, drawing: Drawing, tones: PictureTones): string {
  const shapes = markShapes(drawing, tones)
  const inside = cut === 'maskable' ? `<g transform="translate(4 4) scale(0.8)">${shapes}</g>` : shapes
  return iconSvg(cut, tones.ground, inside)
}

/** An icon with something on its ground, as an SVG document. */
export function iconSvg(cut: MarkCut, ground: string, inside: string): string {
  const corner = cut === 'rounded' ? ` rx="${markRadius}"` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${markSize} ${markSize}"><rect width="${markSize}" height="${markSize}"${corner} fill="${ground}"/>${inside}</svg>`
}

/** What is drawn on the ground of the mark, as SVG elements. */
export function markShapes(drawing: Drawing, tones: PictureTones): string {
  return markPaths(drawing, tones)
    .map(
      attributes =>
        `<path ${Object.entries(attributes)
          .map(([name, value]) => `${name}="${value}"`)
          .join(' ')}/>`,
    )
    .join('')
}
