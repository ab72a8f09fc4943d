import { documentTypeRows, typesWith } from '#domain/document-types.ts'
import { modifiedAt } from '#domain/modified-at.ts'
import { addressedTypes } from '#domain/page-path.ts'
import type { DocumentHead } from '#sanity/kept-document.ts'
import { listingPaths } from '#site/article-pages.ts'
import { deriveOfEach } from '#site/of-each.ts'
import { listGroupsAndStarts } from '#site/open-pages.ts'
import { fixedPaths } from '#site/page-paths.ts'
import { isAddressed, newestOf, type Site, toPath } from '#site/site.ts'
import { isDated, oldestFirst } from '#site/site-lists.ts'

/** What a sitemap has of each page: its path and, after a space, the date of its last change, where one is known. */
export function sitemapLines(site: Site): string[] {
  const toOwnLine = (path: string) => toLine(path, lastOf(documentsOf(site, path)))
  return [
    ...fixedPaths(site).map(toOwnLine),
    ...addressedTypes.flatMap(type => oldestFirst(type, documentLines(site, [type]))),
    ...listingPaths(site).map(toOwnLine),
  ]
}

/** The sitemap (sitemaps.org, protocol 0.9). Paths hold no character that XML escapes. */
export function sitemap(lines: readonly string[], siteUrl: string): string {
  const urls = lines.map(line => {
    const [path, changed] = line.split(' ')
    return `<url><loc>${siteUrl}${path}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}

/** The date is in UTC: within a day, a second edit leaves the sitemap as it is. */
const documentLines = deriveOfEach('sitemapLinesOf', (_, { shown }) =>
  shown && isAddressed(shown) ? [toLine(toPath(shown), toDay(shown))] : [],
)

function toLine(path: string, changed: string): string {
  return changed ? `${path} ${changed}` : path
}

/** The documents that a fixed page shows; of articles, which are many, the newest. */
function documentsOf(site: Site, path: string): readonly DocumentHead[] {
  if (path === '/group-therapy/') return listGroupsAndStarts(site)
  return typesWith('shownOn')
    .filter(type => documentTypeRows[type].shownOn === path)
    .flatMap<DocumentHead>(type => (type === 'article' ? newestOf(site, type, 1) : site.all(type)))
}

function toDay(document: DocumentHead): string {
  return (isDated(document) ? modifiedAt(document) : document._updatedAt).slice(0, 10)
}

function lastOf(documents: readonly DocumentHead[]): string {
  return documents.map(toDay).reduce((a, b) => (a > b ? a : b), '')
}
