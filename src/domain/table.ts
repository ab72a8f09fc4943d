import { longest, most, tooLong, tooMany } from './lengths.ts'

/**
 * What keeps a table from being shown, or read aloud cell by cell, and what to do; null for one that is good. The first row holds
 * the headings of the columns.
 */
export function tableFault(rows: readonly (readonly string[])[], hasRowHeadings: boolean): string | null {
  if (rows.length > most('tableRows')) return tooMany('tableRows')
  if (rows.some(cells => cells.length > most('tableColumns'))) return tooMany('tableColumns')
  if (rows.some(cells => cells.some(cell => cell.length > longest('cell')))) return tooLong('cell')
  const [head, ...body] = rows
  if (!head || head.length < 2 || body.length === 0) {
    return 'Fill in the table: a row of headings, at least one row below it, and at least two columns.'
  }
  if (body.some(cells => cells.length !== head.length)) {
    return 'Give every row as many cells as the first one.'
  }
  // Above the headings of rows there is often nothing to say.
  if (head.some((cell, index) => isBlank(cell) && !(hasRowHeadings && index === 0))) {
    return 'Write a heading above every column, in the first row.'
  }
  if (hasRowHeadings && body.some(([cell = '']) => isBlank(cell))) {
    return 'Write a heading at the start of every row, in the first column.'
  }
  if (body.some(cells => cells.every(isBlank))) return 'Fill in the empty row, or take it away.'
  return null
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}
