import { addressedTypes, pagePath } from './page-path.ts'

/*
 * The addresses of the site. An address here, a file in `src/pages` and its words (`src/words/english/pages.ts`) make a page.
 * Sitemap and the addresses that staff cannot take follow from the list; search, from the words; the menu, from `menuPages`.
 */

/** The pages whose address is always the same. One that shows a list is there while the list has an entry. */
export const fixedPages = [
  '/',
  '/contact/',
  '/group-therapy/',
  '/services/',
  '/articles/',
  '/team/',
  '/search/',
] as const

export type FixedPage = (typeof fixedPages)[number]

export function isFixedPage(path: string): path is FixedPage {
  return fixedPages.some(each => each === path)
}

/** Pages and files whose number follows from the content, named as their files in `src/pages`. */
export const families: readonly string[] = [
  ...addressedTypes.map(type => pagePath(type, '[slug]')),
  '/[icon].png',
  '/articles/page/[number]/',
  '/articles/topics/[topic]/',
  '/articles/topics/[topic]/page/[number]/',
  '/calendar/[name].ics',
  '/media/[name].avif',
  '/media/[name].jpeg',
  '/media/[name].webp',
  '/search/index/[block].json',
  '/share/[name].png',
]

/** Files that are there whatever is published, and are no pages of their own. */
export const fixedFiles = [
  '/.well-known/security.txt',
  '/404.html',
  '/410.html',
  '/favicon.ico',
  '/favicon.svg',
  '/feed.json',
  '/feed.xml',
  '/llms.txt',
  '/redirects.json',
  '/release.json',
  '/robots.txt',
  '/site.webmanifest',
  '/sitemap.xml',
] as const

/** First parts of addresses that the publisher's server answers itself. */
const serverFolders = ['healthz', 'hooks', 'metrics']

/** First parts of the addresses of Studio and Content Lake, where one host name serves them beside the site. */
const studioFolders = ['auth', 'files', 'images', 'static', 'studio', 'v1']

/** Feed readers try /feed/ by themselves: no page should answer them. */
const guessedFolders = ['feed']

/** The fixed pages that the menu can lead to, in the order of a menu that staff have left as it is. */
export const menuPages = [
  '/services/',
  '/group-therapy/',
  '/articles/',
  '/team/',
  '/contact/',
  '/search/',
] as const satisfies FixedPage[]

export type MenuPage = (typeof menuPages)[number]

/** Every menu has them: where staff leave them out, they come last. */
export const pagesOfEveryMenu = ['/contact/', '/search/'] as const

/** Addresses that the site itself uses, which no page document may take. */
export const reservedPageSlugs: readonly string[] = [
  ...new Set([
    ...[...fixedPages, ...families, ...fixedFiles].flatMap(path => findFolder(path) ?? []),
    ...serverFolders,
    ...studioFolders,
    ...guessedFolders,
  ]),
].sort()

/** Whether a page document may not have an address: the site uses it, or a version of the Content Lake's API does. */
export function isReservedPageSlug(slug: string): boolean {
  return reservedPageSlugs.includes(slug) || /^v\d+-\d+-\d+$/.test(slug)
}

/** The first part of the path of a page or of a file in a folder; null where every page has another, or there is none. */
function findFolder(path: string): string | null {
  return /^\/([a-z0-9-]+)(?:\/|\.html$)/.exec(path)?.[1] ?? null
}
