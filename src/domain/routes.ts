import { addressedTypes, pagePath } from './page-path.ts'

/*
 * The addresses of the site. A row here and a file in `src/pages` make a page; `routes.test.ts` names what is missing of
 * the two. Search, sitemap and the addresses that staff cannot take all follow from the rows; the menu, from `menuPages`.
 */

/** A page whose address is always the same. One that shows a list is there while the list has an entry. */
export interface FixedPage {
  /** In the menu, in search results, and at the head of the page; null where the content gives it. */
  title: string | null
  /** How search finds it, besides by its title; null: it does not. */
  search: { summary: string; topics: readonly string[] } | null
}

/** By path, in the order of the search index. */
export const fixedPages = {
  '/': { title: null, search: null },
  '/contact/': {
    title: 'Contact',
    search: {
      summary: 'Call or text us, when we are open, and where to find us.',
      topics: ['phone number', 'opening hours', 'address', 'directions', 'parking', 'appointment'],
    },
  },
  '/group-therapy/': {
    title: 'Group therapy',
    search: {
      summary: 'When the next groups start, what they are, and how to join one.',
      topics: ['start dates', 'calendar', 'join'],
    },
  },
  '/services/': {
    title: 'Services',
    search: {
      summary: 'What we offer, what each treatment is for, and what is known about it.',
      topics: ['treatments'],
    },
  },
  '/articles/': {
    title: 'Articles',
    search: {
      summary: 'Plain explanations with their sources, reviewed by clinicians.',
      topics: ['reading'],
    },
  },
  '/team/': {
    title: 'Our team',
    search: {
      summary: 'The people you meet here, and those who write and review what you read.',
      topics: ['staff', 'doctors', 'nurses', 'therapists'],
    },
  },
  '/search/': { title: 'Search', search: null },
} as const satisfies Record<string, FixedPage>

const byPath = new Map<string, FixedPage>(Object.entries(fixedPages))

/** The row of a fixed page; undefined for any other path. */
export function findFixedPage(path: string): FixedPage | undefined {
  return byPath.get(path)
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
  { value: '/services/', title: fixedPages['/services/'].title },
  { value: '/group-therapy/', title: fixedPages['/group-therapy/'].title },
  { value: '/articles/', title: fixedPages['/articles/'].title },
  { value: '/team/', title: fixedPages['/team/'].title },
  { value: '/contact/', title: fixedPages['/contact/'].title },
  { value: '/search/', title: fixedPages['/search/'].title },
] as const

/** Every menu has them: where staff leave them out, they come last. */
export const pagesOfEveryMenu = ['/contact/', '/search/'] as const

/** Addresses that the site itself uses, which no page document may take. */
export const reservedPageSlugs: readonly string[] = [
  ...new Set([
    ...[...Object.keys(fixedPages), ...families, ...fixedFiles].flatMap(path => findFolder(path) ?? []),
    ...serverFolders,
    ...studioFolders,
    ...guessedFolders,
  ]),
].sort()

/** The first part of the path of a page or of a file in a folder; null where every page has another, or there is none. */
function findFolder(path: string): string | null {
  return /^\/([a-z0-9-]+)(?:\/|\.html$)/.exec(path)?.[1] ?? null
}
