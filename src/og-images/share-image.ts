import type { Font } from '#domain/look/choices.ts'
import { shareSize } from '#domain/share-size.ts'
import { bareLetter } from './bare-letter.ts'
import { createGlyphMasks, type Mask } from './glyph-masks.ts'
import { createBrush, type IndexedPicture, toPng } from './indexed-picture.ts'
import { drawScenery, parseColor, type Scenery } from './scenery.ts'
import { setTitle, type TitleBox } from './set-title.ts'
import { emblem, horizon } from './share-backdrop.ts'
import type { DrawnCard, ShareCard } from './share-cards.ts'
import { readTypeface, type Typeface } from './typeface.ts'

/** A font file that share images are set in: WOFF, TrueType or OpenType. */
export interface FontFile {
  weight: 400 | 700
  data: Buffer
}

/** The fonts that share images are set in, loaded when a clinic has chosen them. */
export type LoadFonts = (font: Font) => Promise<readonly FontFile[]>

/** Draws share images; of a character that several files of a font have, the first one’s is taken. */
export function createShareImages(loadFonts: LoadFonts): (drawn: DrawnCard) => Promise<Buffer> {
  const pens = new Map<Font, Promise<Pens>>()
  let scenery: { key: string; made: Promise<Scenery> } | undefined
  /** Used again and again: a thousand of them thrown away would have the whole heap searched dozens of times. */
  const canvases: Uint8Array[] = []

  return async ({ card, logo }) => {
    const { font, drawing, tones } = card.look
    const key = JSON.stringify(card.look)
    const shown = logo && card.look.logo && { data: logo, needsWhite: card.look.logo.needsWhite }
    if (scenery?.key !== key) scenery = { key, made: drawScenery(drawing, tones, shown) }
    const { picture: empty, nameLeft } = await scenery.made
    const made = pens.get(font) ?? loadFonts(font).then(createPens)
    pens.set(font, made)
    const { regular, bold } = await made
    const canvas = canvases.pop() ?? new Uint8Array(empty.rows.byteLength)
    canvas.set(empty.rows)
    const picture = { ...empty, rows: canvas, palette: [...empty.palette] }
    for (const text of layOut(card, nameLeft)) {
      await drawText(picture, text, text.isBold ? bold : regular, bold.typeface)
    }
    const png = toPng(picture)
    canvases.push(canvas)
    return png
  }
}

interface Pens {
  regular: Pen
  bold: Pen
}

function createPens(files: readonly FontFile[]): Pens {
  return { regular: createPen(files, 400), bold: createPen(files, 700) }
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
  isBold: boolean
  color: string
}

const titleBox = { width: 800, height: 330, largest: 96, lineHeight: 1.14 }
const nameBox = { height: 60, largest: 32, lineHeight: 1.2 }
const lineBox = { width: 620, height: 100, largest: 28, lineHeight: 1.3 }

function layOut({ title, clinicName, line, look }: ShareCard, nameLeft: number): Text[] {
  const { title: white, name, line: soft } = look.tones
  const { left, top } = emblem
  const width = shareSize.width - nameLeft - 68
  const texts: Text[] = [
    { words: clinicName, box: { ...nameBox, width }, left: nameLeft, top, isBold: true, color: name },
    { words: title ?? clinicName, box: titleBox, left, top: 146, isBold: true, color: white },
  ].slice(look.logo?.saysName || title === null ? 1 : 0)
  if (line === null) return texts
  return [...texts, { words: line, box: lineBox, left, top: horizon + 16, isBold: false, color: soft }]
}

/** @param bold by which lines are measured, as bold letters are the wider ones. */
async function drawText(picture: IndexedPicture, text: Text, pen: Pen, bold: Typeface): Promise<void> {
  const { box, top, color } = text
  const { lines, size } = setTitle(shortened(drawable(text.words, bold)), bold.widthOf, box)
  const lineHeight = size * box.lineHeight
  const spacing = size > 40 ? -0.012 * size : 0
  const brush = createBrush(picture, parseColor(color))
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
 * letters are written out, as in “beta-endorphin”, a letter with an accent that is not there is the letter without it, and what
 * is left is dropped. The page’s title is shown beside the image.
 */
function drawable(words: string, bold: Typeface): string {
  const written = words
    .normalize('NFKC')
    .replace(/[αβγδκμω]/gi, letter => greek[letter.toLowerCase()] ?? letter)
  const has = (character: string) => /\s/.test(character) || bold.has(character.codePointAt(0) ?? 0)
  return [...written]
    .map(each => [each, bareLetter(each)].find(has) ?? '')
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
