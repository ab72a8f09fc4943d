/** A title set in lines of about the same length. */
export interface SetTitle {
  lines: readonly string[]
  /** Of the font, in pixels. */
  size: number
}

/** Where a title may be, in pixels, and how large it is at most. */
export interface TitleBox {
  width: number
  height: number
  largest: number
  /** From a line to the next, in parts of the font's size. */
  lineHeight: number
}

/** A piece that stays in one line; the next one follows it with a space or, after a hyphen, without. */
interface Piece {
  text: string
  width: number
  space: number
}

/** Each size is this much of the one before. */
const step = 0.93

/**
 * Sets a title as large as it fits, in as few lines as that takes, and those as even as can be. Nothing is ever cut: a
 * title that is too long becomes smaller, and a word that is longer than a line is broken.
 */
export function setTitle(text: string, widthOf: (character: number) => number, box: TitleBox): SetTitle {
  for (let size = box.largest; ; size *= step) {
    const mostLines = Math.floor(box.height / (size * box.lineHeight))
    const width = box.width / size
    const pieces = piecesOf(text, widthOf, size < box.largest * 0.4 ? width : Number.POSITIVE_INFINITY)
    const lines = breakLines(pieces, width)
    if (lines === null || lines.length > mostLines) continue
    return { lines: balance(pieces, width, lines).map(joinPieces), size: Math.round(size) }
  }
}

/** The same lines, with the longest of them as short as it can be. */
function balance(pieces: readonly Piece[], width: number, lines: Piece[][]): Piece[][] {
  let best = lines
  let [low, high] = [0, width]
  while (high - low > 0.02) {
    const middle = (low + high) / 2
    const tried = breakLines(pieces, middle)
    if (tried !== null && tried.length <= lines.length) {
      best = tried
      high = middle
    } else low = middle
  }
  return best
}

/** Fills one line after the other; null when a piece is wider than a line. */
function breakLines(pieces: readonly Piece[], width: number): Piece[][] | null {
  const lines: Piece[][] = []
  let used = 0
  for (const piece of pieces) {
    if (piece.width > width) return null
    const line = lines.at(-1)
    const before = line?.at(-1)
    if (line && before && used + before.space + piece.width <= width) {
      line.push(piece)
      used += before.space + piece.width
    } else {
      lines.push([piece])
      used = piece.width
    }
  }
  return lines
}

function piecesOf(text: string, widthOf: (character: number) => number, longest: number): Piece[] {
  const measure = (part: string) =>
    [...part].reduce((sum, each) => sum + widthOf(each.codePointAt(0) ?? 0), 0)
  return text
    .split(' ')
    .filter(Boolean)
    .flatMap(word => {
      const parts = word.split(/(?<=[^-–—/][-–—/])(?=.)/).flatMap(part => breakWord(part, widthOf, longest))
      return parts.map((part, index) => ({
        text: part,
        width: measure(part),
        space: index === parts.length - 1 ? widthOf(0x20) : 0,
      }))
    })
}

/** A word in pieces that are no wider than a line. */
function breakWord(word: string, widthOf: (character: number) => number, longest: number): string[] {
  const parts: string[] = []
  let part = ''
  let width = 0
  for (const character of word) {
    const own = widthOf(character.codePointAt(0) ?? 0)
    if (part !== '' && width + own > longest) {
      parts.push(part)
      part = ''
      width = 0
    }
    part += character
    width += own
  }
  return [...parts, part]
}

function joinPieces(line: readonly Piece[]): string {
  return line
    .map(({ text, space }) => (space > 0 ? `${text} ` : text))
    .join('')
    .trimEnd()
}
