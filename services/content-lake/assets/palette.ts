import type { JsonObject } from '../documents/json.ts'

interface Colour {
  red: number
  green: number
  blue: number
  count: number
  lightness: number
  saturation: number
}

/** The target of each swatch in Sanity's palette: lightness and saturation from 0 to 1. */
const swatches = {
  darkMuted: { lightness: 0.26, saturation: 0.3 },
  darkVibrant: { lightness: 0.26, saturation: 1 },
  lightMuted: { lightness: 0.74, saturation: 0.3 },
  lightVibrant: { lightness: 0.74, saturation: 1 },
  muted: { lightness: 0.5, saturation: 0.3 },
  vibrant: { lightness: 0.5, saturation: 1 },
} as const

/** Computes an image's palette from RGB bytes; a few thousand pixels are enough. Every swatch is filled. */
export function computePalette(pixels: Uint8Array): JsonObject {
  const colours = histogram(pixels)
  const total = colours.reduce((sum, { count }) => sum + count, 0)
  const most = colours.toSorted((a, b) => b.count - a.count)[0]
  const palette: JsonObject = { _type: 'sanity.imagePalette' }
  if (!most) return palette
  for (const [name, target] of Object.entries(swatches)) {
    palette[name] = toSwatch(nearest(colours, target, most), total)
  }
  palette.dominant = toSwatch(most, total)
  return palette
}

/** Colours rounded to five bits a channel, each with the mean of its pixels. */
function histogram(pixels: Uint8Array): Colour[] {
  const sums = new Map<number, { red: number; green: number; blue: number; count: number }>()
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)
    const sum = sums.get(key) ?? { red: 0, green: 0, blue: 0, count: 0 }
    sums.set(key, {
      red: sum.red + red,
      green: sum.green + green,
      blue: sum.blue + blue,
      count: sum.count + 1,
    })
  }
  return [...sums.values()].map(({ red, green, blue, count }) => {
    const mean = { red: red / count, green: green / count, blue: blue / count }
    return { ...mean, count, ...lightnessAndSaturation(mean) }
  })
}

function lightnessAndSaturation({ red, green, blue }: { red: number; green: number; blue: number }) {
  const high = Math.max(red, green, blue) / 255
  const low = Math.min(red, green, blue) / 255
  const lightness = (high + low) / 2
  const range = high - low
  const saturation = range === 0 ? 0 : range / (1 - Math.abs(2 * lightness - 1))
  return { lightness, saturation }
}

/** By the weights of Android's Palette, where these swatches come from. */
function nearest(colours: Colour[], target: { lightness: number; saturation: number }, most: Colour): Colour {
  let best = most
  let bestScore = Number.NEGATIVE_INFINITY
  for (const colour of colours) {
    const score =
      -6 * Math.abs(colour.lightness - target.lightness) -
      3 * Math.abs(colour.saturation - target.saturation) +
      colour.count / most.count
    if (score > bestScore) {
      best = colour
      bestScore = score
    }
  }
  return best
}

function toSwatch({ red, green, blue, count, lightness }: Colour, total: number): JsonObject {
  const isDark = lightness < 0.6
  return {
    _type: 'sanity.imagePaletteSwatch',
    background: `#${[red, green, blue].map(hex).join('')}`,
    foreground: isDark ? '#fff' : '#000',
    title: isDark ? '#fff' : '#000',
    population: Math.round((10_000 * count) / total) / 100,
  }
}

function hex(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, '0')
}
