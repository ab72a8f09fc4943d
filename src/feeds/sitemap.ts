import { modifiedAt } from '#domain/modified-at.ts'
import { type FixedPage, findFixedPage } from '#domain/routes.ts'
import { pagePaths } from '#site/page-paths.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, newestOf, type Site } from '#site/site.ts'

/** What a sitemap has of each page: its path and, after a space, the date of its last change, where one is known. */
export function sitemapLines(site: Site): string[] {
  return pagePaths(site).map(path => {
    const document = site.at(path)
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

/** The documents that a fixed page shows; none for any other path. */
function documentsOf(site: Site, path: string): readonly Updated[] {
  const { shows } = findFixedPage(path) ?? { shows: null }
  return shows ? shownDocuments[shows](site) : []
}

type Updated = { _updatedAt: string }

const shownDocuments: Record<NonNullable<FixedPage['shows']>, (site: Site) => readonly Updated[]> = {
  homePage: ({ homePage }) => [homePage],
  settings: ({ settings }) => [settings],
  services: site => site.all('service'),
  groups: site => [...site.all('service').filter(({ isGroup }) => isGroup), ...site.all('announcement')],
  people: site => site.all('person'),
  newestArticle: site => newestOf(site, 'article', 1).map(article => ({ _updatedAt: modifiedAt(article) })),
}

function lastOf(documents: readonly Updated[]): string {
  return documents.map(({ _updatedAt }) => _updatedAt.slice(0, 10)).reduce((a, b) => (a > b ? a : b), '')
}
