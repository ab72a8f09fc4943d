import type { Arrangement, Font } from '#domain/look/choices.ts'
import centered from './arrangements/centered.css?url'
import centeredLists from './arrangements/centered-lists.css?url'
import columns from './arrangements/columns.css?url'
import columnsLists from './arrangements/columns-lists.css?url'
import ownColors from './colors.css?url'
import ownFont from './font.css?url'

/** Of each arrangement, the styles of what every page may have, and of what a long text has not. */
const arrangements: Readonly<Record<Arrangement, readonly [every: string, lists: string] | null>> = {
  beside: null,
  centered: [centered, centeredLists],
  columns: [columns, columnsLists],
}

/** The addresses of the stylesheets that follow from the look: a page has no colors, font or arrangement that it does not show. */
export function lookSheets(
  look: { hasOwnColors: boolean; font: Font; arrangement: Arrangement },
  isText: boolean,
): readonly string[] {
  const colors = look.hasOwnColors ? [] : [ownColors]
  const font = look.font === 'clear' ? [ownFont] : []
  return [...colors, ...font, ...(arrangements[look.arrangement]?.slice(0, isText ? 1 : 2) ?? [])]
}
