import type { Words } from '#words/words.ts'
import type { SearchPage } from './block-format.ts'

/** Pages with an address that never changes, as search finds them. */
export function listFixedPages({ fixedPages, kinds }: Words): SearchPage[] {
  return Object.entries(fixedPages).flatMap(([path, { title, search }]) =>
    search
      ? [
          {
            path,
            title,
            summary: search.summary,
            kind: kinds.page.one,
            sections: [],
            topics: [...search.topics],
          },
        ]
      : [],
  )
}
