import { expect, test } from 'vitest'
import { placeAfterKey, readRows, withColumn, withoutColumn, withoutRow, withRow, wordsIn } from './rows.ts'

const rows = readRows({
  rows: [
    { _key: 'a', cells: ['When', 'What'] },
    { _key: 'b', cells: ['Morning'] },
  ],
})
const cellsOf = (table: typeof rows) => table.map(({ cells }) => cells)

test('shows every row as long as the longest, whatever is stored', () => {
  expect(cellsOf(rows)).toEqual([
    ['When', 'What'],
    ['Morning', ''],
  ])
  expect(readRows(undefined)).toEqual([])
  expect(cellsOf(readRows({ rows: [{ _key: 'a' }, { _key: 'b', cells: [null, 'x'] }] }))).toEqual([
    ['', ''],
    ['', 'x'],
  ])
})

test('adds and removes rows and columns, and says which words would go', () => {
  expect(cellsOf(withRow(rows, 'c'))).toEqual([
    ['When', 'What'],
    ['Morning', ''],
    ['', ''],
  ])
  expect(cellsOf(withColumn(rows))).toEqual([
    ['When', 'What', ''],
    ['Morning', '', ''],
  ])
  expect(cellsOf(withoutRow(rows, 0))).toEqual([['Morning', '']])
  expect(cellsOf(withoutColumn(rows, 0))).toEqual([['What'], ['']])
  expect(wordsIn(rows, { row: 1 })).toBe('Morning')
  expect(wordsIn(rows, { column: 0 })).toBe('When, Morning')
})

test('leads from cell to cell by Enter and arrows, and leaves the arrows inside words alone', () => {
  const inWords = { atStart: false, atEnd: false }
  const press = (key: string, caret = inWords, shiftKey = false) =>
    placeAfterKey({ row: 1, column: 1 }, { key, shiftKey }, caret)
  expect(press('Enter')).toEqual({ row: 2, column: 1 })
  expect(press('Enter', inWords, true)).toEqual({ row: 0, column: 1 })
  expect(press('ArrowDown')).toEqual({ row: 2, column: 1 })
  expect(press('ArrowLeft')).toBeNull()
  expect(press('ArrowLeft', { atStart: true, atEnd: false })).toEqual({ row: 1, column: 0 })
  expect(press('ArrowRight', { atStart: false, atEnd: true })).toEqual({ row: 1, column: 2 })
  expect(press('ArrowRight', { atStart: true, atEnd: true }, true)).toBeNull()
  expect(press(' ')).toBeNull()
  expect(press('Tab')).toBeNull()
})
