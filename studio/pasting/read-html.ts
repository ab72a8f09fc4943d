import { elementGroup, formFieldWords, getLook } from './elements.ts'
import { elementsIn, getClasses, getWords, type HtmlElement, type HtmlNode, parseStyle } from './html-node.ts'
import type { Loss } from './losses.ts'
import { type Marks, plainMarks, withLook } from './marks.ts'
import { PieceWriter } from './piece-writer.ts'
import type { Piece, Role } from './pieces.ts'
import { readLink } from './read-link.ts'
import { limited, readList } from './read-list.ts'
import { readFigure, readPicture } from './read-picture.ts'
import { readTable } from './read-table.ts'
import type { Reader, Reading } from './reader.ts'
import { findWordItem, findWordLists, isWordMark } from './word-lists.ts'

/** The pieces of a text, and whatever of the HTML is not in them. Nothing is left out without a loss that says so. */
export function readHtml(root: HtmlElement, reading: Reading): { pieces: Piece[]; losses: Loss[] } {
  const writer = new PieceWriter(reading.newlinesBreak)
  const reader: Reader = {
    reading,
    writer,
    wordLists: findWordLists(root),
    visit: (node, marks) => visit(node, marks, reader),
    visitAll: (nodes, marks) => {
      for (const node of nodes) visit(node, marks, reader)
    },
  }
  reader.visitAll(root.children, plainMarks)
  writer.endLine()
  return { pieces: writer.pieces, losses: writer.losses }
}

function visit(node: HtmlNode, marks: Marks, reader: Reader): void {
  const { writer } = reader
  if (node.kind === 'comment' || isWordMark(node)) return
  if (node.kind === 'text') writer.addText(node.text, marks)
  else if (isHidden(node)) writer.lose('hidden', wordsAndPictures(node))
  else {
    const words = getWords(node)
    const look = getLook(node)
    if (look && words) writer.lose('look', `${words} (${look})`)
    if (node.attributes.title && node.name !== 'img') writer.lose('title', node.attributes.title)
    visitElement(node, withLook(node, marks), reader)
  }
}

function visitElement(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { name } = element
  const { writer } = reader
  switch (elementGroup(name)) {
    case 'ignored':
      if (name === 'style') writer.lose('look', 'a style sheet of its own')
      break
    case 'program':
      writer.lose('program', element.attributes.src ?? textInside(element))
      break
    case 'embed':
      writer.lose('embed', [addressIn(element), wordsAndPictures(element)].filter(Boolean).join(' '))
      break
    case 'drawing':
      writer.lose('mathsOrDrawing', wordsAndPictures(element))
      break
    case 'form':
      writer.lose('form', [formFieldWords(element), wordsAndPictures(element)].join(' ').trim())
      break
    case 'heading':
      readHeading(element, marks, reader)
      break
    case 'list':
      readList(element, marks, reader)
      break
    case 'block':
      readBlock(element, marks, reader)
      break
    case 'inline':
      reader.visitAll(element.children, marks)
      break
    case 'special':
      readSpecial(element, marks, reader)
      break
    case 'unknown':
      writer.lose('unknown', `<${name}> ${getWords(element)}`)
      reader.visitAll(element.children, marks)
  }
}

function readSpecial(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { writer } = reader
  switch (element.name) {
    case 'br':
      writer.addBreak()
      break
    case 'hr':
      writer.endLine()
      writer.lose('rule', '')
      break
    case 'img':
      readPicture(element, '', reader)
      break
    case 'a':
      readLink(element, marks, reader)
      break
    case 'q':
      writer.addText('“', marks)
      reader.visitAll(element.children, marks)
      writer.addText('”', marks)
      break
    case 'sup':
    case 'sub':
      readRaised(element, marks, reader)
      break
    case 'table':
      readTable(element, marks, reader)
      break
    case 'figure':
      readFigure(element, marks, reader)
      break
    case 'pre':
      if (getWords(element)) writer.lose('preformatted', getWords(element))
      writer.inOwnLine(writer.role, () =>
        reader.visitAll(element.children, { ...marks, isPreformatted: true }),
      )
      break
    default:
      if (getWords(element)) writer.lose('struck', getWords(element))
      reader.visitAll(element.children, marks)
  }
}

function readHeading(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { writer, wordLists } = reader
  const { role } = writer
  const read = (each: Marks) => () => reader.visitAll(element.children, each)
  // Inside an item of a list there are no headings: bold is what is left.
  if (role.kind === 'item') {
    writer.inOwnLine(role, read({ ...marks, strong: true }))
    return
  }
  // Word numbers headings as it does lists: such a one is a heading all the same.
  const item = findWordItem(element, wordLists)
  const level = Number(element.name.slice(1))
  writer.inOwnLine(
    item?.list === 'bullet' ? limited(item, element, reader) : { kind: 'heading', level },
    read(marks),
  )
}

function readBlock(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { name } = element
  const { writer } = reader
  const role = roleOf(element, reader)
  if (name === 'blockquote' && writer.role.kind !== 'quote') writer.lose('quote', getWords(element))
  if (name === 'details') writer.lose('fold', getWords(element))
  const strong = marks.strong || /^(?:dt|summary|legend)$/.test(name)
  writer.inOwnLine(role, () => reader.visitAll(element.children, { ...marks, strong }))
}

function roleOf(element: HtmlElement, reader: Reader): Role {
  const { role } = reader.writer
  const item = findWordItem(element, reader.wordLists)
  if (item) return limited(item, element, reader)
  if (role.kind !== 'paragraph') return role
  if (getClasses(element).includes('MsoTitle')) return { kind: 'heading', level: 1 }
  if (element.attributes.role === 'heading') {
    return { kind: 'heading', level: Number(element.attributes['aria-level']) || 2 }
  }
  return element.name === 'blockquote' ? { kind: 'quote' } : role
}

/** x², H₂O: as characters where there are such; else the words alone. */
function readRaised(element: HtmlElement, marks: Marks, { visitAll, writer }: Reader): void {
  const words = getWords(element)
  const characters = element.name === 'sup' ? '⁰¹²³⁴⁵⁶⁷⁸⁹' : '₀₁₂₃₄₅₆₇₈₉'
  if (/^\d{1,4}$/.test(words) && elementsIn(element, 'a').length === 0) {
    writer.addText([...words].map(digit => characters[Number(digit)]).join(''), marks)
    return
  }
  if (words && !/^(?:st|nd|rd|th|®|™|©)$/i.test(words)) {
    writer.lose('look', `${words} (${element.name === 'sup' ? 'raised' : 'lowered'})`)
  }
  visitAll(element.children, marks)
}

function isHidden(element: HtmlElement): boolean {
  const style = parseStyle(element)
  return (
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all' ||
    style.get('mso-element') === 'comment-list' ||
    element.attributes.hidden !== undefined
  )
}

/** What goes with an element that goes as a whole. */
function wordsAndPictures(element: HtmlElement): string {
  const pictures = elementsIn(element, 'img').map(({ attributes }) => attributes.alt || attributes.src)
  return [getWords(element), ...pictures].filter(Boolean).join(' ')
}

function addressIn(element: HtmlElement): string {
  const { src, data, href } = element.attributes
  const inner = elementsIn(element, 'source', 'embed', 'iframe', 'param')
  return (
    src ??
    data ??
    href ??
    inner.map(each => each.attributes.src ?? each.attributes.value ?? '').find(Boolean) ??
    ''
  )
}

function textInside({ children }: HtmlElement): string {
  return children
    .map(child => (child.kind === 'text' ? child.text : ''))
    .join('')
    .trim()
}
