import sharp from 'sharp'
import { createGlyphMasks, type Mask } from './glyph-masks.ts'
import { createBrush, type IndexedPicture, toIndexedPicture, toPng } from './indexed-picture.ts'
import { setTitle, type TitleBox } from './set-title.ts'
import { backdrop, flatColours, horizon, shareColours, shareSize } from './share-backdrop.ts'
import type { ShareCard } from './share-cards.ts'
import { readTypeface, type Typeface } from './typeface.ts'

/** A font file that share images are set in: WOFF, TrueType or OpenType. */
export interface FontFile {
  weight: 400 | 700
  data: Buffer
}

/** Draws share images in these fonts; of a character that several have, the first one’s is taken. */
export function createShareImages(files: readonly FontFile[]): (card: ShareCard) => Promise<Buffer> {
  const pens = { 400: createPen(files, 400), 700: createPen(files, 700) }
  let scenery: Promise<IndexedPicture> | undefined
  /** Used again and again: a thousand of them thrown away would have the whole heap searched dozens of times. */
  const canvases: Uint8Array[] = []

  return async card => {
    scenery ??= drawScenery()
    const { rows, palette, ...size } = await scenery
    const canvas = canvases.pop() ?? new Uint8Array(rows.byteLength)
    canvas.set(rows)
    const picture = { ...size, rows: canvas, palette: [...palette] }
    for (const text of layOut(card)) await drawText(picture, text, pens[text.weight], pens[700].typeface)
    const png = await toPng(picture)
    canvases.push(canvas)
    return png
  }
}

/** What all share images have in common, drawn once. */
async function drawScenery(): Promise<IndexedPicture> {
  const { width, height } = shareSize
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${backdrop()}</svg>`
  const data = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer()
  return toIndexedPicture({ data, width, height }, flatColours.map(parseColour))
}

interface Pen {
  typeface: Typeface
  loadMasks(text: string, size: number): Promise<Mask[]>
}

function createPen(files: readonly FontFile[], weight: FontFile['weight']): Pen {
  const typeface = readTypeface(files.filter(file => file.weight === weight).map(({ data }) => data))
  return { typeface, loadMasks: createGlyphMasks(typeface) }
}

/** A text of the image: set into its box, and in the middle of its height. */
interface Text {
  words: string
  box: TitleBox
  left: number
  top: number
  weight: FontFile['weight']
  colour: string
}

const left = 64
const titleBox = { width: 800, height: 330, largest: 96, lineHeight: 1.14 }
const nameBox = { width: 990, height: 60, largest: 32, lineHeight: 1.2 }
const lineBox = { width: 620, height: 100, largest: 28, lineHeight: 1.3 }

function layOut({ title, clinicName, line }: ShareCard): Text[] {
  const { title: white, name, line: soft } = shareColours
  const texts: Text[] = [
    { words: clinicName, box: nameBox, left: 142, top: 56, weight: 700, colour: name },
    { words: title, box: titleBox, left, top: 146, weight: 700, colour: white },
  ]
  if (line === null) return texts
  return [...texts, { words: line, box: lineBox, left, top: horizon + 16, weight: 400, colour: soft }]
}

/** @param bold by which lines are measured, as bold letters are the wider ones. */
async function drawText(picture: IndexedPicture, text: Text, pen: Pen, bold: Typeface): Promise<void> {
  const { box, top, colour } = text
  const { lines, size } = setTitle(shortened(drawable(text.words, bold)), bold.widthOf, box)
  const lineHeight = size * box.lineHeight
  const spacing = size > 40 ? -0.012 * size : 0
  const brush = createBrush(picture, parseColour(colour))
  const firstLine = top + (box.height - lines.length * lineHeight) / 2
  for (const [index, line] of lines.entries()) {
    const baseline = Math.round(firstLine + (index + 0.5) * lineHeight + pen.typeface.middle * size)
    let x = text.left
    for (const mask of await pen.loadMasks(line, size)) {
      brush(mask, Math.round(x), baseline)
      x += mask.advance + spacing
    }
  }
}

/** #rrggbb as 0xRRGGBB. */
function parseColour(colour: string): number {
  return Number.parseInt(colour.slice(1), 16)
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
 * The words in characters that the typeface has, in one line. An empty box in the place of another says nothing: Greek
 * letters are written out, as in “beta-endorphin”, and what is left is dropped. The page’s title is shown beside the image.
 */
function drawable(words: string, bold: Typeface): string {
  const written = words
    .normalize('NFKC')
    .replace(/[αβγδκμω]/gi, letter => greek[letter.toLowerCase()] ?? letter)
  return [...written]
    .filter(each => /\s/.test(each) || bold.has(each.codePointAt(0) ?? 0))
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
