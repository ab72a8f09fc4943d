import { defineArrayMember, defineField, defineType } from 'sanity'
import { emptyRows } from '#studio/inputs/tables/rows.ts'
import { TableGrid } from '#studio/inputs/tables/TableGrid.tsx'

/** The rows and columns of a table, stored as @sanity/table stores them. */
export const table = defineType({
  name: 'table',
  title: 'Rows and columns',
  type: 'object',
  components: { input: TableGrid },
  initialValue: () => ({ rows: emptyRows(3, 3, () => crypto.randomUUID()) }),
  fields: [defineField({ name: 'rows', type: 'array', of: [defineArrayMember({ type: 'tableRow' })] })],
})

export const tableRow = defineType({
  name: 'tableRow',
  title: 'Row',
  type: 'object',
  fields: [defineField({ name: 'cells', type: 'array', of: [defineArrayMember({ type: 'string' })] })],
})
