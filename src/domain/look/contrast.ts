import Color from 'colorjs.io'

/** The contrast of two colors as WCAG 2.2 computes it: from 1 to 21. */
export function contrast(one: string, other: string): number {
  return new Color(one).contrastWCAG21(other)
}

/** A pair of tokens that meet on a page, and the least contrast that they must have. */
export interface Pair {
  front: string
  back: string
  least: 3 | 4.5
}

/** Words on a surface: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const words: readonly (readonly [front: string, ...back: string[]])[] = [
  ['ink', 'paper', 'surface', 'tint', 'warning-tint', 'urgent-tint'],
  ['ink-soft', 'paper', 'surface', 'tint'],
  ['link', 'paper', 'surface', 'tint', 'warning-tint', 'urgent-tint'],
  ['brand', 'paper', 'surface', 'tint', 'ring-2'],
  ['on-brand', 'brand', 'brand-hover'],
  ['on-lamp', 'lamp'],
  ['on-night', 'night', 'night-deep'],
  ['on-night-soft', 'night-deep'],
  ['night-deep', 'helpline'],
  ['care', 'care-tint'],
  ['warning', 'warning-tint'],
  ['urgent', 'urgent-tint'],
]

/** What must be seen without being read: 3 to 1 (WCAG 2.2, 1.4.11). */
const shapes: readonly (readonly [front: string, ...back: string[]])[] = [
  ['focus', 'paper', 'tint', 'surface'],
  ['night-focus', 'night', 'night-deep'],
  ['helpline', 'night'],
  ['line-strong', 'paper'],
  ['accent', 'paper'],
]

/** Every pair of tokens that meet on a page. */
export const pairs: readonly Pair[] = [...toPairs(words, 4.5), ...toPairs(shapes, 3)]

function toPairs(
  rows: readonly (readonly [front: string, ...back: string[]])[],
  least: Pair['least'],
): Pair[] {
  return rows.flatMap(([front, ...back]) => back.map(each => ({ front, back: each, least })))
}
