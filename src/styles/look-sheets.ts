import type { Arrangement, Font } from '#domain/look/choices.ts'
import centered from './arrangements/centered.css?url'
import centeredLists from './arrangements/centered-lists.css?url'
import columns from './arrangements/columns.css?url'
import columnsLists from './arrangements/columns-lists.css?url'
import ownColors from './colors.css?url'
import ownFont from './font.css?url'

/** Of each arrangement, the styles of a long text, and those with what other pages may have: one sheet is a fifth smaller than two. */
const arrangements: Readonly<Record<Arrangement, { text: string; lists: string } | null>> = {
  beside: null,
  centered: { text: centered, lists: centeredLists },
  columns: { text: columns, lists: columnsLists },
}

/** The addresses of the stylesheets that follow from the look: a page has no colors, font or arrangement that it does not show. */
export function lookSheets(
  look: { hasOwnColors: boolean; font: Font; arrangement: Arrangement },
  isText: boolean,
): readonly string[] {
  const colors = look.hasOwnColors ? [] : [ownColors]
  const font = look.font === 'clear' ? [ownFont] : []
  const arrangement = arrangements[look.arrangement]?.[isText ? 'text' : 'lists']
  return [...colors, ...font, ...(arrangement ? [arrangement] : [])]
}
