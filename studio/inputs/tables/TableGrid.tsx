import { AddIcon } from '@sanity/icons/Add'
import { RemoveIcon } from '@sanity/icons/Remove'
import { Box, Button, Flex, Stack, TextInput } from '@sanity/ui'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type ObjectInputProps, set, setIfMissing } from 'sanity'
import { styled } from 'styled-components'
import { SmallButton } from '../../panes/SmallButton.tsx'
import { Muted } from '../../panes/Words.tsx'
import { RemovalPrompt } from './RemovalPrompt.tsx'
import {
  emptyRows,
  type Place,
  placeAfterKey,
  type Row,
  readRows,
  withColumn,
  withoutColumn,
  withoutRow,
  withRow,
  wordsIn,
} from './rows.ts'

/**
 * The rows and columns of a table, filled in where they are seen, by keyboard as in a spreadsheet: Tab leads from cell to cell,
 * Enter down and past the last row into a new one. What adds and removes comes after the cells.
 */
export function TableGrid({ value, onChange, readOnly, elementProps }: ObjectInputProps) {
  const rows = readRows(value)
  const width = rows[0]?.cells.length ?? 0
  const [wanted, setWanted] = useState<Place | null>(null)
  const [last, setLast] = useState<Place>({ row: Number.MAX_SAFE_INTEGER, column: Number.MAX_SAFE_INTEGER })
  const [doomed, setDoomed] = useState<Partial<Place> | null>(null)
  const table = useRef<HTMLTableElement>(null)
  // A colleague may have removed what somebody was in.
  const current = { row: Math.min(last.row, rows.length - 1), column: Math.min(last.column, width - 1) }

  // The new cell is rendered once the form has the new rows, which can be a moment later.
  useEffect(() => {
    if (!wanted) return
    const cell = table.current?.rows[wanted.row]?.cells[wanted.column]?.querySelector('input')
    if (!cell) return
    cell.focus()
    setWanted(null)
  })

  const change = (next: Row[]) => onChange([setIfMissing({ _type: 'table' }), set(next, ['rows'])])
  const write = ({ row, column }: Place, text: string) => {
    const { _key, cells } = rows[row] ?? {}
    if (_key && cells) onChange(set(cells.with(column, text), ['rows', { _key }, 'cells']))
  }
  const addRow = (column: number) => {
    change(withRow(rows, newKey()))
    setWanted({ row: rows.length, column })
  }
  const remove = ({ row, column }: Partial<Place>) => {
    setDoomed(null)
    change(row === undefined ? withoutColumn(rows, column ?? 0) : withoutRow(rows, row))
    setWanted({
      row: Math.min(current.row, rows.length - (row === undefined ? 1 : 2)),
      column: Math.min(current.column, width - (row === undefined ? 2 : 1)),
    })
  }
  const startRemoving = (what: Partial<Place>) => (wordsIn(rows, what) ? setDoomed(what) : remove(what))

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, place: Place) => {
    if (event.nativeEvent.isComposing) return
    const { selectionStart, selectionEnd, value: text } = event.currentTarget
    const isCaret = selectionStart === selectionEnd
    const next = placeAfterKey(place, event, {
      atStart: isCaret && selectionStart === 0,
      atEnd: isCaret && selectionEnd === text.length,
    })
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    const isBelow = next.row === rows.length
    if (isBelow && event.key === 'Enter' && !readOnly && wordsIn(rows, { row: place.row }))
      addRow(next.column)
    else if (rows[next.row]?.cells[next.column] !== undefined) setWanted(next)
  }

  if (rows.length === 0) {
    return (
      <Button
        ref={elementProps.ref}
        icon={AddIcon}
        mode="ghost"
        text="Begin the table"
        disabled={readOnly}
        onClick={() => {
          change(emptyRows(3, 3, newKey))
          setWanted({ row: 0, column: 0 })
        }}
      />
    )
  }
  return (
    <Stack gap={3} data-testid="table-grid">
      <Sheet>
        <table ref={table}>
          <tbody>
            {rows.map(({ _key, cells }, row) => (
              <tr key={_key}>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row.
                  <td key={column}>
                    <TextInput
                      ref={row === 0 && column === 0 ? elementProps.ref : undefined}
                      aria-label={
                        row === 0 ? `Heading of column ${column + 1}` : `Row ${row + 1}, column ${column + 1}`
                      }
                      placeholder={row === 0 ? 'Heading' : undefined}
                      fontSize={1}
                      padding={3}
                      weight={row === 0 ? 'semibold' : undefined}
                      value={cell}
                      readOnly={readOnly}
                      onChange={event => write({ row, column }, event.currentTarget.value)}
                      onFocus={() => setLast({ row, column })}
                      onKeyDown={event => onKeyDown(event, { row, column })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
      {!readOnly && (
        <Flex gap={2} wrap="wrap">
          <SmallButton icon={AddIcon} text="Add a row" onClick={() => addRow(0)} />
          <SmallButton
            icon={AddIcon}
            text="Add a column"
            onClick={() => {
              change(withColumn(rows))
              setWanted({ row: 0, column: width })
            }}
          />
          {rows.length > 1 && (
            <SmallButton
              icon={RemoveIcon}
              text={`Remove row ${current.row + 1}`}
              onClick={() => startRemoving({ row: current.row })}
            />
          )}
          {width > 1 && (
            <SmallButton
              icon={RemoveIcon}
              text={`Remove column ${current.column + 1}`}
              onClick={() => startRemoving({ column: current.column })}
            />
          )}
        </Flex>
      )}
      {doomed && (
        <RemovalPrompt
          what={doomed.row === undefined ? `column ${(doomed.column ?? 0) + 1}` : `row ${doomed.row + 1}`}
          words={wordsIn(rows, doomed)}
          onRemove={() => remove(doomed)}
          onKeep={() => {
            setDoomed(null)
            setWanted(current)
          }}
        />
      )}
      <Box>
        <Muted>Tab leads to the next cell, Enter to the one below.</Muted>
      </Box>
    </Stack>
  )
}

/** On a phone the table is wider than the window, and is pushed aside by itself. */
const Sheet = styled.div`
  overflow-x: auto;
  padding: 3px;
  margin: -3px;

  table {
    width: 100%;
    border-spacing: 2px;
    margin: -2px;
  }

  td {
    min-width: 7rem;
    padding: 0;
  }
`

function newKey(): string {
  return crypto.randomUUID()
}
