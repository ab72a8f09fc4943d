import { availableParallelism } from 'node:os'
import satori from 'satori'
import sharp from 'sharp'
import { toIndexedPng } from './indexed-png.ts'
import { setTitle, type TitleBox } from './set-title.ts'
import { backdrop, flatColours, horizon, shareColours, shareSize } from './share-backdrop.ts'
import type { ShareCard } from './share-cards.ts'
import { type FontMeasure, measureFont } from './share-font.ts'

/** A font that a share image is set in. */
export interface ShareFont {
  name: string
  weight: 400 | 700
  /** WOFF 1.0. */
  data: Buffer
}

/** Draws share images in these fonts; of a character that several have, the first one’s is taken. */
export function createShareImages(fonts: readonly ShareFont[]): (card: ShareCard) => Promise<Buffer> {
  const bold = fonts.filter(({ weight }) => weight === 700).map(({ data }) => measureFont(data))
  const families = [...new Set(fonts.map(({ name }) => name))].join(', ')
  const scenery = backdrop()

  // One array for all images: satori reads the fonts once for each.
  const options = { ...shareSize, fonts: fonts.map(font => ({ ...font, style: 'normal' as const })) }

  return inTurns(availableParallelism(), async card => {
    const words = await satori(layOut(card, bold, families), options)
    const svg = words.replace(/^<svg[^>]*>/, opening => opening + scenery)
    const raster = sharp(Buffer.from(svg)).ensureAlpha().raw()
    const { data, info } = await raster.toBuffer({ resolveWithObject: true })
    return await toIndexedPng({ data, width: info.width, height: info.height }, flatColours)
  })
}

/** `work`, at most so many times at once: each holds some megabytes of pixels, and a release may ask for a thousand. */
function inTurns<Input, Output>(most: number, work: (input: Input) => Promise<Output>) {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (input: Input): Promise<Output> => {
    if (busy === most) await new Promise<void>(resolve => waiting.push(resolve))
    else busy += 1
    try {
      return await work(input)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

const left = 64
const titleBox = { width: 800, height: 330, largest: 96, lineHeight: 1.14 }
const nameBox = { width: 990, height: 60, largest: 32, lineHeight: 1.2 }
const lineBox = { width: 620, height: 100, largest: 28, lineHeight: 1.3 }

function layOut({ title, clinicName, line }: ShareCard, bold: readonly FontMeasure[], fontFamily: string) {
  const { title: white, name, line: soft } = shareColours
  return box({ display: 'flex', width: shareSize.width, height: shareSize.height, fontFamily }, [
    text(clinicName, nameBox, bold, { left: 142, top: 56, fontWeight: 700, color: name }),
    text(title, titleBox, bold, { left, top: 146, fontWeight: 700, color: white }),
    ...(line === null
      ? []
      : [text(line, lineBox, bold, { left, top: horizon + 16, fontWeight: 400, color: soft })]),
  ])
}

/** A text, set into its box and in the middle of its height. The measures are those of bold letters, the wider ones. */
function text(words: string, into: TitleBox, bold: readonly FontMeasure[], style: object) {
  const widthOf = (character: number) => bold.find(font => font.has(character))?.widthOf(character) ?? 0
  const { lines, size } = setTitle(shortened(drawable(words, bold)), widthOf, into)
  return box(
    {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'center',
      position: 'absolute',
      height: into.height,
      fontSize: size,
      lineHeight: into.lineHeight,
      letterSpacing: size > 40 ? -0.012 * size : 0,
      ...style,
    },
    lines.map(each => box({ display: 'flex', whiteSpace: 'pre' }, each)),
  )
}

/** Longer than any title and any line that a contract lets through; the letters of more would be too small to read. */
const mostCharacters = 250

/** The words, cut with an ellipsis where there are too many: drawing takes longer with every letter. */
function shortened(words: string): string {
  const characters = [...words]
  if (characters.length <= mostCharacters) return words
  return `${characters
    .slice(0, mostCharacters - 1)
    .join('')
    .trimEnd()}…`
}

/**
 * The words in characters that the fonts have, in one line. An empty box in the place of another says nothing: Greek
 * letters are written out, as in “beta-endorphin”, and what is left is dropped. The page’s title is shown beside the image.
 */
function drawable(words: string, fonts: readonly FontMeasure[]): string {
  const written = words
    .normalize('NFKC')
    .replace(/[αβγδκμω]/gi, letter => greek[letter.toLowerCase()] ?? letter)
  return [...written]
    .filter(each => /\s/.test(each) || fonts.some(font => font.has(each.codePointAt(0) ?? 0)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The letters that names of medicine have. */
const greek: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  κ: 'kappa',
  μ: 'mu',
  ω: 'omega',
}

function box(style: object, children: unknown) {
  return { type: 'div', key: null, props: { style, children } }
}
