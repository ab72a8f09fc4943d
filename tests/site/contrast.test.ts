import { expect, test } from 'vitest'
import { pairs } from '#domain/look/contrast.ts'
import { readOwnTokens } from '../fixtures/own-tokens.ts'

for (const [scheme, tokens] of Object.entries(readOwnTokens())) {
  test(`words can be read, and shapes be seen, in the ${scheme} scheme`, () => {
    for (const { front, back, least } of pairs) {
      expect(contrast(tokens, front, back), `--${front} on --${back}`).toBeGreaterThanOrEqual(least)
    }
  })
}

function contrast(tokens: Record<string, string>, a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(tokens, a), luminance(tokens, b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(tokens: Record<string, string>, name: string): number {
  const hex = tokens[name]
  if (!hex) throw new Error(`There is no color --${name} among the site’s own.`)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(start => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
