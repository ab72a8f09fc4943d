import { modifiedAt } from '#selectors/feed-view.ts'
import { rememberEach } from '#selectors/remember.ts'
import type { Addressed, Site } from '#selectors/site.ts'
import { pagePaths } from '#src/routes.ts'

/** What a sitemap has of each page: its path and, after a space, the date of its last change, where one is known. */
export function sitemapLines(site: Site): string[] {
  return pagePaths(site).map(path => {
    const document = site.byPath.get(path)
    const changed = document ? changedOn(document) : lastOf(documentsOf(site, path))
    return changed ? `${path} ${changed}` : path
  })
}

/** The sitemap (sitemaps.org, protocol 0.9). Paths hold no character that XML escapes. */
export function sitemap(lines: readonly string[], siteUrl: string): string {
  const urls = lines.map(line => {
    const [path, changed] = line.split(' ')
    return `<url><loc>${siteUrl}${path}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}

/** The date, in UTC, on which a document last changed: within a day, a second edit leaves the sitemap as it is. */
const changedOn = rememberEach((document: Addressed): string =>
  (document._type === 'article' ? modifiedAt(document) : document._updatedAt).slice(0, 10),
)

/** The documents that a page without one of its own shows; none for lists whose date would be a guess. */
function documentsOf({ snapshot, articles }: Site, path: string): { _updatedAt: string }[] {
  switch (path) {
    case '/':
      return [snapshot.homePage]
    case '/contact/':
      return [snapshot.settings]
    case '/services/':
      return [...snapshot.services]
    case '/group-therapy/':
      return [...snapshot.services.filter(({ isGroup }) => isGroup), ...snapshot.announcements]
    case '/team/':
      return [...snapshot.people]
    case '/articles/':
      return articles.slice(0, 1).map(article => ({ _updatedAt: modifiedAt(article) }))
    default:
      return []
  }
}

function lastOf(documents: readonly { _updatedAt: string }[]): string {
  return documents.map(({ _updatedAt }) => _updatedAt.slice(0, 10)).reduce((a, b) => (a > b ? a : b), '')
}
