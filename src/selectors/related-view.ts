import type { Language } from '#domain/languages.ts'
import { type Addressed, findArticles, findLinked, type Site } from '#site/site.ts'
import { publishedAtMs, toAboutList } from '#site/site-lists.ts'
import { listOriginals, listVersions, toVersionIn } from '#site/translations.ts'

/**
 * The newest articles about the page with the id, at most `most`: those that name a version of it in any language, each in
 * the page's own language if it is out in that.
 */
export function listArticlesAbout(site: Site, id: string, most: number): Addressed[] {
  const page = findLinked(site, id)
  if (!page) return []
  const articles = listVersions(site, page)
    .flatMap(({ _id }) => findArticles(site, listOriginals(site, toAboutList(_id)).slice(0, most)))
    .sort((a, b) => publishedAtMs(b) - publishedAtMs(a))
  return versionsIn(site, articles, page.language).slice(0, most)
}

/** The pages that the article with the id names as related, if they are out, each in the article's language if it is out in that. */
export function listRelated(site: Site, id: string): Addressed[] {
  const shown = site.find(id)?.shown
  if (shown?._type !== 'article') return []
  const pages = (shown.related ?? []).flatMap(({ _ref }) => findLinked(site, _ref) ?? [])
  // The page itself in another language stands above its text.
  return versionsIn(site, pages, shown.language).filter(({ _id }) => _id !== id)
}

/** Pages in a language where they are out in it, each once. */
function versionsIn(site: Site, pages: readonly Addressed[], language: Language | null): Addressed[] {
  return [...new Set(pages.map(page => toVersionIn(site, page, language)))]
}
