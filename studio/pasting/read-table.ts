import { elementGroup } from './elements.ts'
import { elementsIn, getWords, type HtmlElement, type HtmlNode } from './html-node.ts'
import { type Marks, withLook } from './marks.ts'
import type { Piece } from './pieces.ts'
import type { Reader } from './reader.ts'

/** A table stays one where it can; else its rows become a list, and one that only laid out a page is taken apart. */
export function readTable(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { reading, visitAll, writer } = reader
  writer.endLine()
  const table = reading.keepsTables && writer.role.kind !== 'item' ? tableOf(element, reader) : null
  if (table) {
    writer.addBlock(table)
    return
  }
  const rows = rowsOf(element)
  const isGrid = rows.length > 1 && rows.some(cells => cells.length > 1) && !holdsBlocks(element)
  if (isGrid) writer.lose('table', getWords(element))
  else if (rows.flat().length > 1) writer.lose('layout', getWords(element))
  for (const caption of elementsIn(element, 'caption')) {
    writer.inOwnLine(writer.role, () => visitAll(caption.children, { ...marks, strong: true }))
  }
  if (isGrid) {
    readRows(rows, marks, reader)
    return
  }
  for (const cell of rows.flat())
    writer.inOwnLine(writer.role, () => visitAll(cell.children, withLook(cell, marks)))
}

/** The cells of each row, those of a table inside it apart. */
function rowsOf(table: HtmlElement): HtmlElement[][] {
  return ownElements(table, 'tr').map(row => ownElements(row, 'td', 'th'))
}

function ownElements(element: HtmlElement, ...names: string[]): HtmlElement[] {
  return element.children.flatMap(child => {
    if (child.kind !== 'element' || child.name === 'table') return []
    return names.includes(child.name) ? [child] : ownElements(child, ...names)
  })
}

function holdsBlocks(table: HtmlElement): boolean {
  return elementsIn(table, 'table', 'ul', 'ol', 'img', 'iframe', 'form', 'h1', 'h2', 'h3', 'h4').length > 0
}

/** At least two rows and two columns, with words alone in the cells. */
function tableOf(element: HtmlElement, { writer }: Reader): Extract<Piece, { kind: 'table' }> | null {
  const rows = rowsOf(element).filter(cells => cells.some(cell => getWords(cell)))
  const width = Math.max(0, ...rows.map(cells => cells.reduce((sum, cell) => sum + spanOf(cell), 0)))
  if (rows.length < 2 || width < 2 || width > 20 || holdsBlocks(element)) return null
  const cells = rows.flat()
  for (const link of elementsIn(element, 'a')) {
    writer.lose('tableCell', `${getWords(link)} (${link.attributes.href ?? ''})`)
  }
  for (const cell of cells.filter(({ attributes }) => attributes.colspan || attributes.rowspan)) {
    writer.lose('tableCell', getWords(cell))
  }
  const [caption] = elementsIn(element, 'caption')
  if (!caption) writer.lose('tableCaption', cells.slice(0, width).map(getWords).join(' | '))
  return {
    kind: 'table',
    caption: caption ? getWords(caption) : '',
    hasRowHeadings: rows.slice(1).every(([first]) => first?.name === 'th'),
    rows: rows.map(row => padded(row.flatMap(spread), width)),
  }
}

function spanOf(cell: HtmlElement): number {
  return Math.min(20, Math.max(1, Number(cell.attributes.colspan ?? 1) || 1))
}

function spread(cell: HtmlElement): string[] {
  return padded([getWords(cell)], spanOf(cell))
}

function padded(cells: string[], width: number): string[] {
  return [...cells, ...Array.from({ length: width - cells.length }, () => '')]
}

/** Each row as an item of a list: “Dose: 10 mg; How often: daily”. */
function readRows(rows: HtmlElement[][], marks: Marks, reader: Reader): void {
  const { writer } = reader
  const [head = []] = rows
  const headings = head.every(({ name }) => name === 'th') ? head.map(getWords) : null
  for (const cells of headings ? rows.slice(1) : rows) {
    writer.inOwnLine({ kind: 'item', list: 'bullet', level: 1 }, () => {
      const filled = cells.filter(cell => getWords(cell))
      for (const cell of filled) {
        if (cell !== filled[0]) writer.addText('; ')
        const heading = headings?.[cells.indexOf(cell)]
        if (heading) writer.addText(`${heading}: `)
        readInLine(cell.children, marks, reader)
      }
    })
  }
}

/** The words of a cell in one line, whatever paragraphs they came from. */
function readInLine(nodes: readonly HtmlNode[], marks: Marks, reader: Reader): void {
  for (const node of nodes) {
    if (node.kind === 'element' && elementGroup(node.name) === 'block') {
      reader.writer.addText(' ')
      readInLine(node.children, withLook(node, marks), reader)
    } else reader.visit(node, marks)
  }
}
