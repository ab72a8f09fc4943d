import { fixedPages } from '#domain/routes.ts'
import type { SearchPage } from './block-format.ts'

/** Pages that are there whatever is published, as search finds them. */
export const foundFixedPages: readonly SearchPage[] = Object.entries(fixedPages).flatMap(
  ([path, { title, search }]) =>
    search
      ? [{ path, title, summary: search.summary, kind: 'Page', sections: [], topics: [...search.topics] }]
      : [],
)
