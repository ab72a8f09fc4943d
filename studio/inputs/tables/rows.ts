/** A row as it is stored; `_key` tells rows apart. */
export interface Row {
  _type: 'tableRow'
  _key: string
  cells: string[]
}

export interface Place {
  row: number
  column: number
}

/** The rows of a stored table, all as long as the longest of them. */
export function readRows(table: unknown): Row[] {
  const stored: unknown = Object(table).rows
  if (!Array.isArray(stored)) return []
  const rows = stored.map(row => ({ key: String(Object(row)._key), cells: readCells(row) }))
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  return rows.map(({ key, cells }) => toRow(key, [...cells, ...blanks(width - cells.length)]))
}

/** A table of empty cells. */
export function emptyRows(height: number, width: number, newKey: () => string): Row[] {
  return Array.from({ length: height }, () => toRow(newKey(), blanks(width)))
}

export function withRow(rows: readonly Row[], key: string): Row[] {
  return [...rows, toRow(key, blanks(rows[0]?.cells.length ?? 0))]
}

export function withColumn(rows: readonly Row[]): Row[] {
  return rows.map(row => ({ ...row, cells: [...row.cells, ''] }))
}

export function withoutRow(rows: readonly Row[], at: number): Row[] {
  return rows.filter((_, index) => index !== at)
}

export function withoutColumn(rows: readonly Row[], at: number): Row[] {
  return rows.map(row => ({ ...row, cells: row.cells.filter((_, index) => index !== at) }))
}

/** The words that would go with a row or a column. */
export function wordsIn(rows: readonly Row[], { row, column }: Partial<Place>): string {
  return rows
    .filter((_, index) => row === undefined || index === row)
    .flatMap(({ cells }) => (column === undefined ? cells : [cells[column] ?? '']))
    .filter(cell => cell.trim() !== '')
    .join(', ')
}

/** Where a key leads from a cell; null where it does what it always does. `caret` is where in the words of the cell it is pressed. */
export function placeAfterKey(
  place: Place,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  caret: { atStart: boolean; atEnd: boolean },
): Place | null {
  const { row, column } = place
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return { row: row - 1, column }
  if (key === 'ArrowDown' || key === 'Enter') return { row: row + 1, column }
  if (shiftKey) return null
  if (key === 'ArrowLeft' && caret.atStart) return { row, column: column - 1 }
  if (key === 'ArrowRight' && caret.atEnd) return { row, column: column + 1 }
  return null
}

function readCells(row: unknown): string[] {
  const cells: unknown = Object(row).cells
  return Array.isArray(cells) ? cells.map(cell => String(cell ?? '')) : []
}

function toRow(_key: string, cells: string[]): Row {
  return { _type: 'tableRow', _key, cells }
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => '')
}
