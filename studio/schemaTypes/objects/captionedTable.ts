import { ThListIcon } from '@sanity/icons/ThList'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { tableFault } from '#domain/table.ts'
import { requiredText } from '../rules.ts'

/** A table that compares a few things. */
export const captionedTable = defineType({
  name: 'captionedTable',
  title: 'Table',
  type: 'object',
  icon: ThListIcon,
  fields: [
    defineField({
      name: 'caption',
      title: 'What the table shows',
      description: 'Stands above the table, and is read aloud first: “Esketamine and ketamine side by side”.',
      type: 'string',
      validation: rule => [
        ...requiredText(rule, fieldRules.captionedTable.caption),
        rule.max(120).warning('A short line is enough.'),
      ],
    }),
    defineField({
      name: 'hasRowHeadings',
      title: 'The first column names each row',
      description: 'On in most tables that compare: the first cell of a row then says what the row is about.',
      type: 'boolean',
      initialValue: true,
    }),
    defineField({
      name: 'grid',
      title: 'Rows and columns',
      description:
        'The first row holds the headings of the columns. Phones show two or three columns well; keep the words in each cell few.',
      type: 'table',
      validation: rule =>
        rule.custom((grid, { parent }) => {
          const hasRowHeadings = Object(parent).hasRowHeadings === true
          return tableFault(rowsOf(grid), hasRowHeadings) ?? true
        }),
    }),
  ],
  preview: {
    select: { caption: 'caption', rows: 'grid.rows' },
    prepare: ({ caption, rows }) => ({
      title: caption || 'Table',
      subtitle: Array.isArray(rows) ? `${rows.length} rows` : 'Not filled in yet',
    }),
  },
})

function rowsOf(grid: unknown): string[][] {
  const rows: unknown = Object(grid).rows
  if (!Array.isArray(rows)) return []
  return rows.map((row: unknown) => {
    const cells: unknown = Object(row).cells
    return Array.isArray(cells) ? cells.map(cell => String(cell ?? '')) : []
  })
}
