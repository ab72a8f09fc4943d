import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('src/styles/tokens.css', 'utf8')
const [lightPart = '', darkPart = ''] = css.split('@media screen and (prefers-color-scheme: dark)')
const light = colors(lightPart)
const dark = { ...light, ...colors(darkPart.split('@media print')[0] ?? '') }

/** Words on a surface: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const words: [text: string, surface: string][] = [
  ...['paper', 'surface', 'tint'].flatMap((surface): [string, string][] => [
    ['ink', surface],
    ['ink-soft', surface],
    ['link', surface],
    ['brand', surface],
  ]),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['on-lamp', 'lamp'],
  ['on-night', 'night'],
  ['on-night', 'night-deep'],
  ['on-night-soft', 'night-deep'],
  ['night-deep', 'night-focus'],
  ['care', 'care-tint'],
  ['warning', 'warning-tint'],
  ['urgent', 'urgent-tint'],
  ['ink', 'warning-tint'],
  ['ink', 'urgent-tint'],
  ['link', 'warning-tint'],
  ['link', 'urgent-tint'],
]

/** What must be seen without being read: 3 to 1 (WCAG 2.2, 1.4.11). */
const shapes: [shape: string, surface: string][] = [
  ['focus', 'paper'],
  ['focus', 'tint'],
  ['focus', 'surface'],
  ['night-focus', 'night'],
  ['night-focus', 'night-deep'],
  ['on-lamp', 'lamp'],
  ['line-strong', 'paper'],
  ['accent', 'paper'],
]

for (const [scheme, tokens] of Object.entries({ light, dark })) {
  test(`words can be read in the ${scheme} scheme`, () => {
    for (const [text, surface] of words) {
      expect(contrast(tokens, text, surface), `--${text} on --${surface}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test(`focus and shapes can be seen in the ${scheme} scheme`, () => {
    for (const [shape, surface] of shapes) {
      expect(contrast(tokens, shape, surface), `--${shape} on --${surface}`).toBeGreaterThanOrEqual(3)
    }
  })
}

function colors(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

function contrast(tokens: Record<string, string>, a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(tokens, a), luminance(tokens, b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(tokens: Record<string, string>, name: string): number {
  const hex = tokens[name]
  if (!hex) throw new Error(`There is no color --${name} in tokens.css.`)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(start => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
