import type { Loss, LossKind } from './losses.ts'
import { type Marks, plainMarks, toLeaf } from './marks.ts'
import { type Leaf, type Piece, type Role, toParagraphs } from './pieces.ts'

/** Takes words and pictures in the order of reading, and makes lines of them. */
export class PieceWriter {
  readonly pieces: Piece[] = []
  readonly losses: Loss[] = []
  readonly #newlinesBreak: boolean
  #role: Role = { kind: 'paragraph' }
  #line: Leaf[] = []
  /** Whether a line break is the last that the line holds, spaces apart. */
  #isAfterBreak = false
  /** Pictures and the like from inside the line: they follow it. */
  #waiting: Piece[] = []

  /** @param newlinesBreak Whether a line break in the source breaks the line, and an empty line the paragraph. */
  constructor(newlinesBreak: boolean) {
    this.#newlinesBreak = newlinesBreak
  }

  /** What the line is that is being written. */
  get role(): Role {
    return this.#role
  }

  addText(text: string, marks: Marks = plainMarks): void {
    const seen = text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '').replace(/[\u00a0\u202f\t\f\v]/g, ' ')
    const lines = seen.replace(/\r\n?/g, '\n')
    if (!marks.isPreformatted && !this.#newlinesBreak) {
      this.#addLeaf(lines.replaceAll('\n', ' '), marks)
      return
    }
    // A line break that is written out, and one in the source after it, are one.
    const rest = this.#isAfterBreak ? lines.replace(/^ *\n/, '') : lines
    rest.split(/\n\s*\n/).forEach((part, index) => {
      if (index > 0) this.#endParagraph()
      this.#addLeaf(part, marks)
    })
  }

  /** A line break; two in a row end the paragraph. */
  addBreak(): void {
    if (this.#isAfterBreak) this.#endParagraph()
    else this.#addLeaf('\n', plainMarks)
  }

  #addLeaf(text: string, marks: Marks): void {
    if (!text) return
    this.#line.push(toLeaf(text, marks))
    if (text.trim() !== '' || text.includes('\n')) this.#isAfterBreak = text === '\n'
  }

  #emptyLine(): void {
    this.#line = []
    this.#isAfterBreak = false
  }

  /** Items of a list and headings are one paragraph, whatever gaps they had. */
  #endParagraph(): void {
    if (this.#isOneLine) this.#addLeaf('\n', plainMarks)
    else this.endLine()
  }

  get #isOneLine(): boolean {
    return this.#role.kind === 'item' || this.#role.kind === 'heading'
  }

  /** A block that is no text: before the line if that has no words yet, else after it. */
  addBlock(piece: Piece): void {
    if (this.#line.some(({ text }) => text.trim())) this.#waiting.push(piece)
    else {
      this.#emptyLine()
      this.pieces.push(piece)
    }
  }

  lose(kind: LossKind, words: string): void {
    this.losses.push({ kind, words })
  }

  /** Ends the line that is being written, if there is one. */
  endLine(): void {
    const role = this.#role
    // Headings are bold by themselves.
    const line = role.kind === 'heading' ? this.#line.map(leaf => ({ ...leaf, strong: false })) : this.#line
    for (const leaves of toParagraphs(line, this.#isOneLine)) {
      this.pieces.push({ kind: 'text', role, leaves })
    }
    this.#emptyLine()
    for (const piece of this.#waiting) this.pieces.push(piece)
    this.#waiting = []
  }

  /** Writes a block: it begins and ends a line; a block inside an item of a list, a line of that item. */
  inOwnLine(role: Role, write: () => void): void {
    const outer = this.#role
    if (outer.kind === 'item' && role === outer) {
      this.addBreak()
      write()
      this.addBreak()
      return
    }
    this.endLine()
    this.#role = role
    write()
    this.endLine()
    this.#role = outer
  }
}
