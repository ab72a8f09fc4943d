import type { Arrangement } from '#domain/look/choices.ts'
import centered from '#styles/arrangements/centered-lists.css?inline'
import columns from '#styles/arrangements/columns-lists.css?inline'

/** The styles of each arrangement, for where a part of a page is shown outside of pages. */
export const arrangementCss: Readonly<Record<Arrangement, string>> = { beside: '', centered, columns }
