import Color from 'colorjs.io'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOwnTokens } from '#tests/fixtures/own-tokens.ts'
import { ownColors } from './choices.ts'
import { contrast, pairs } from './contrast.ts'
import { type Palette, toPalette } from './tones.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`)

/** The hardest to make readable, and what clinics have. */
const known = [
  '#000000',
  '#ffffff',
  '#808080',
  '#ffff00',
  '#00ff00',
  '#0000ff',
  '#ff0000',
  '#ff8a00',
  '#6b2c91',
]

const tokens = readOwnTokens()

const random = fc.sample(fc.tuple(hex, fc.option(hex)), { numRuns: 50, seed: 62 })

test('fifty random colors, and the hardest, can be read in both schemes', () => {
  const least = new Map<string, { ratio: number; needed: number; of: string }>()
  for (const [brand, accent] of [...known.map((each): [string, null] => [each, null]), ...random]) {
    const palette = toPalette(brand, accent)
    for (const scheme of ['light', 'dark'] as const) {
      for (const { name, ratio, needed } of ratiosOf(palette, scheme)) {
        const before = least.get(name)
        if (!before || ratio < before.ratio) least.set(name, { ratio, needed, of: brand })
      }
    }
  }
  const rows = [...least].map(([pair, { ratio, needed, of }]) => ({ pair, ratio, needed, of }))
  for (const needed of [4.5, 3]) {
    const found = rows.filter(row => row.needed === needed).toSorted((a, b) => a.ratio - b.ratio)
    const least = Map.groupBy(found, ({ pair }) => pair.replace(/^(?:light|dark): /, ''))
    const words = [...least].map(([pair, [first]]) => `${pair} ${first?.ratio.toFixed(2)}`)
    console.log(`Least contrast where ${needed} is needed: ${words.join(', ')}`)
  }
  expect(rows.filter(({ ratio, needed }) => ratio < needed)).toEqual([])
})

test('what calls and texts in a crisis has 8 to 1 in every arrangement, whatever the colors', () => {
  const grounds = [
    ['helpline', 'night'],
    ['night-deep', 'helpline'],
    ['ink', 'surface'],
    ['ink', 'paper'],
  ] as const
  const palettes = [...known.map(each => toPalette(each, null)), ...random.map(each => toPalette(...each))]
  const schemes = [...palettes.flatMap(({ light, dark }) => [light, dark]), tokens.light, tokens.dark]
  const found = schemes.flatMap((tones: Record<string, string>) =>
    grounds.filter(([front, back]) => contrast(tones[front] ?? '', tones[back] ?? '') < 8),
  )
  expect(found).toEqual([])
})

test('in the dark, and where it helps in a crisis, no color is neon', () => {
  const chroma = (color: string) => new Color(color).to('oklch').coords[1] ?? 0
  const palettes = [...known.map(each => toPalette(each, each)), ...random.map(each => toPalette(...each))]
  const neon = palettes.flatMap(({ dark, light }) => [
    ...[dark.lamp, dark.accent, dark.helpline, light.helpline].filter(color => chroma(color) > 0.115),
    ...[dark.brand, dark.link].filter(color => chroma(color) > 0.165),
  ])
  expect(neon).toEqual([])
})

test('a color that can be read is used as it is', () => {
  expect(toPalette('#6b2c91', null).light.brand).toBe('#6b2c91')
  expect(toPalette('#0e5a5b', null).light.brand).toBe('#0e5a5b')
})

test('a light color is the lamp, and darker where it carries words', () => {
  const { light } = toPalette('#ffd400', null)
  expect(contrast(light.lamp, '#ffd400')).toBeLessThan(1.2)
  expect(contrast(light.brand, light.paper)).toBeGreaterThan(4.5)
})

test('the site’s own colors are those of its styles', () => {
  for (const scheme of ['light', 'dark'] as const) expect(tokens[scheme]).toMatchObject(ownColors[scheme])
})

test('the site’s own color gives nearly the tones that the site has by itself', () => {
  const own = toPalette(ownColors.light.brand, null)
  for (const scheme of ['light', 'dark'] as const) {
    // The header of the site itself is no band.
    for (const [name, tone] of Object.entries(own[scheme]).filter(([each]) => each !== 'band')) {
      const token = tokens[scheme][name]
      expect(token, `--${name} in the ${scheme} scheme`).toMatch(/^#/)
      expect(contrast(tone, token ?? ''), `--${name} in the ${scheme} scheme`).toBeLessThan(1.45)
    }
  }
})

/** Every pair of a scheme, with those of a header that is a band, and of pictures. */
function ratiosOf(palette: Palette, scheme: 'light' | 'dark') {
  const tones: Record<string, string> = { ...ownColors[scheme], ...palette[scheme] }
  const more: Record<string, string> = {
    ...tones,
    care: palette[scheme].brand,
    'care-tint': palette[scheme].tint,
  }
  const { picture } = palette
  const own = pairs.map(({ front, back, least }) => ({
    name: `${scheme}: ${front} on ${back}`,
    ratio: contrast(more[front] ?? '', more[back] ?? ''),
    needed: least,
  }))
  const inBand = ['on-night', 'on-night-soft'].map(front => ({
    name: `${scheme}: ${front} on band`,
    ratio: contrast(more[front] ?? '', palette[scheme].band),
    needed: 4.5,
  }))
  const focus = {
    name: `${scheme}: night-focus on band`,
    ratio: contrast(ownColors[scheme]['night-focus'], palette[scheme].band),
    needed: 3,
  }
  const inPicture = [
    ...(['ground', 'water', 'ring-1', 'ring-2', 'ring-3'] as const).map(
      back => [back, 'title', 4.5] as const,
    ),
    ['ring-4', 'title', 3] as const,
    ['ground', 'name', 4.5] as const,
    ['water', 'line', 4.5] as const,
  ].map(([back, front, needed]) => ({
    name: `picture: ${front} on ${back}`,
    ratio: contrast(picture[front], picture[back]),
    needed,
  }))
  return [...own, ...inBand, focus, ...inPicture]
}
