import type { HtmlElement, HtmlNode } from './html-node.ts'
import type { Address } from './link-address.ts'
import type { Marks } from './marks.ts'
import type { PieceWriter } from './piece-writer.ts'
import type { Link } from './pieces.ts'
import type { WordLists } from './word-lists.ts'

/** A picture as the HTML has it. */
export interface FoundPicture {
  element: HtmlElement
  src: string
  alt: string
  caption: string
}

/** What differs between a paste and an import. */
export interface Reading {
  addressOf(href: string): Address
  /** The link that leads to a page of the web; null to leave its words without one. */
  linkOf(href: string, words: string): Link | null
  /** The block for a picture; null where nothing of it can be kept. */
  pictureOf(picture: FoundPicture): { readonly _type: string } | null
  /** The words that take the place of a picture that cannot be kept. */
  pictureMark?(picture: FoundPicture): string
  keepsTables: boolean
  /** The greatest depth of nested lists. */
  deepestList: number
  /** Whether a line break in the source breaks the line, as in WordPress’ classic editor. */
  newlinesBreak: boolean
}

/** What the rules of the elements read with. */
export interface Reader {
  reading: Reading
  writer: PieceWriter
  wordLists: WordLists
  visit(node: HtmlNode, marks: Marks): void
  visitAll(nodes: readonly HtmlNode[], marks: Marks): void
}
