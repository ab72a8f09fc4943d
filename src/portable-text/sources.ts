import { webHref } from '#domain/link-address.ts'
import type { Citation } from '#sanity/portable-text.ts'

/** A source in the list at the end of a page, with the places of the text that cite it. */
export interface NumberedSource {
  number: number
  citation: Citation
  /** Ids of the elements that cite it, in the order of the text; empty for further reading. */
  citedAt: string[]
  /** For `data-sanity`, in the preview. */
  edit?: string | undefined
}

/** Numbers the sources of one page in the order in which its text cites them; a source cited twice has one number. */
export interface SourceRegister {
  /** Notes that the text cites the source here, and answers its number and the id of this place. */
  cite(citation: Citation, edit?: string): { number: number; id: string }
  /** Adds a source that the text does not cite, unless it is there already. */
  add(citation: Citation, edit?: string): void
  list(): readonly NumberedSource[]
}

export function createSourceRegister(): SourceRegister {
  const sources = new Map<string, NumberedSource>()

  function enter(citation: Citation, edit: string | undefined): NumberedSource {
    const key = sourceHref(citation)
    const source = sources.get(key) ?? { number: sources.size + 1, citation, citedAt: [], edit }
    sources.set(key, source)
    return source
  }

  return {
    cite(citation, edit) {
      const { number, citedAt } = enter(citation, edit)
      const id = `cited-${number}-${citedAt.length + 1}`
      citedAt.push(id)
      return { number, id }
    },
    add(citation, edit) {
      enter(citation, edit)
    },
    list: () => [...sources.values()],
  }
}

/** The id of a source in the list. */
export function sourceId(number: number): string {
  return `source-${number}`
}

/** Where a reader finds the source: its DOI if it has one (DOI Handbook, 3.8), else its address. */
export function sourceHref({ doi, url }: Pick<Citation, 'doi' | 'url'>): string {
  // Half a character has no place in an address, and would throw.
  if (doi) return `https://doi.org/${doi.toWellFormed().split('/').map(encodeURIComponent).join('/')}`
  return webHref(url ?? '') ?? ''
}
