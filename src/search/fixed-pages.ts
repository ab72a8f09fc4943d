import { fixedPages } from '#domain/routes.ts'
import type { SearchPage } from './block-format.ts'

/** Pages with an address that never changes, as search finds them: those that the site has at the time. */
export const foundFixedPages: readonly SearchPage[] = Object.entries(fixedPages).flatMap(
  ([path, { title, search }]) =>
    search
      ? [{ path, title, summary: search.summary, kind: 'Page', sections: [], topics: [...search.topics] }]
      : [],
)
