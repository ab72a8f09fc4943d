import { documentTypeRows, type TypeWith, typesWith } from '#domain/document-types.ts'
import { pagePath } from '#domain/page-path.ts'
import { fixedPages, isReservedPageSlug } from '#domain/routes.ts'
import { sitePathPattern, slugPattern } from '#domain/vocabulary.ts'
import { findMeta, type Item } from './export.ts'

/** A type of documents that texts of an export become. */
export type CarriedType = TypeWith<'wordpress'>

/** The type of document that a text becomes; null for what becomes none. */
export function findCarriedType({ type }: Pick<Item, 'type'>): CarriedType | null {
  return typesWith('wordpress').find(each => documentTypeRows[each].wordpress === type) ?? null
}

/** A WordPress post or page that becomes a document. */
export interface Carried {
  item: Item
  id: string
  type: CarriedType
  slug: string
  /** Its path on this site. */
  path: string
}

/** Gives every text its own address, as close to its old one as this site allows. */
export function giveAddresses(items: readonly Item[], idOf: (item: Item) => string): Carried[] {
  const taken = new Set<string>()
  /** How often an address was wanted, to continue the search for a free one. */
  const counts = new Map<string, number>()
  return items.flatMap(item => {
    const type = findCarriedType(item)
    if (!type) return []
    const wanted = toSlug(item.slug) || toSlug(item.title) || `${type}-${item.id}`
    const isReserved = (slug: string) => type === 'page' && isReservedPageSlug(slug)
    let slug = wanted
    let count = counts.get(`${type}/${wanted}`) ?? 1
    while (taken.has(`${type}/${slug}`) || isReserved(slug)) slug = `${wanted}-${++count}`
    counts.set(`${type}/${wanted}`, count)
    taken.add(`${type}/${slug}`)
    return [{ item, id: idOf(item), type, slug, path: pagePath(type, slug) }]
  })
}

/** A text as slug: lower case, without accents, words joined by hyphens; empty if nothing is left. */
export function toSlug(text: string): string {
  const slug = decode(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 90)
    .replace(/^-+|-+$/g, '')
  return slugPattern.test(slug) ? slug : ''
}

/** The new places of the old website's texts, by any of their old addresses. */
export class OldAddresses {
  readonly #hosts: ReadonlySet<string>
  readonly #home: string
  readonly #byPath = new Map<string, Carried>()
  readonly #byId = new Map<string, Carried>()

  constructor(siteUrl: string, carried: readonly Carried[]) {
    const home = URL.parse(siteUrl)
    this.#hosts = new Set(home ? [plainHost(home)] : [])
    this.#home = home ? withSlash(home.pathname) : '/'
    for (const each of carried) {
      this.#byId.set(each.item.id, each)
      for (const path of oldPaths(each.item)) if (!this.#byPath.has(path)) this.#byPath.set(path, each)
    }
  }

  isOwn(url: URL): boolean {
    return this.#hosts.has(plainHost(url))
  }

  isHome(url: URL): boolean {
    return this.isOwn(url) && withSlash(url.pathname) === this.#home && !url.search
  }

  /** The text at an address of the old website. */
  find(url: URL): Carried | null {
    if (!this.isOwn(url)) return null
    const id = url.searchParams.get('p') ?? url.searchParams.get('page_id')
    if (id) return this.#byId.get(id) ?? null
    return this.#byPath.get(withSlash(decode(url.pathname).toLowerCase())) ?? null
  }
}

/** Limit of former addresses of a text. */
const mostFormer = 50

/** The old paths of a text, including those before it was renamed. In lower case, with a trailing slash. */
function oldPaths(item: Item): string[] {
  const url = URL.parse(item.link)
  if (!url || (url.pathname === '/' && url.search)) return []
  const path = withSlash(decode(url.pathname).toLowerCase())
  const former = item.meta
    .filter(({ key }) => key === '_wp_old_slug')
    .map(({ value }) => value.trim())
    .slice(0, mostFormer)
  const folder = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)
  return [path, ...former.filter(Boolean).map(slug => `${folder}${slug}/`)]
}

/** An old path, and the text that it leads to. */
export interface OldPath {
  from: string
  target: Carried
}

/**
 * The old paths that need a redirect, and those that cannot have one. Loops are impossible: a redirect leads to a
 * document, and none has the path of a document's page.
 */
export function redirectsFor(carried: readonly Carried[]): { redirects: OldPath[]; refused: OldPath[] } {
  const pages = new Set<string>(fixedPages)
  for (const { path } of carried) pages.add(path)
  const redirects = new Map<string, OldPath>()
  const refused: OldPath[] = []
  for (const target of carried) {
    for (const from of oldPaths(target.item)) {
      if (from === target.path || redirects.get(from)?.target === target) continue
      const isFree = sitePathPattern.test(from) && !pages.has(from) && !redirects.has(from)
      // Upper case of the old address is lost above, but paths on this site are case-sensitive.
      if (isFree && isLowerCase(target.item, from)) redirects.set(from, { from, target })
      else if (from !== '/') refused.push({ from, target })
    }
  }
  return { redirects: [...redirects.values()], refused }
}

function isLowerCase(item: Item, from: string): boolean {
  const path = URL.parse(item.link)?.pathname ?? ''
  return withSlash(path).toLowerCase() !== from || withSlash(path) === from
}

/** A text's description for search engines, or its excerpt; empty if it has neither. */
export function writtenSummary(item: Item): string {
  return (
    item.excerpt ||
    findMeta(item, '_yoast_wpseo_metadesc') ||
    findMeta(item, 'rank_math_description') ||
    findMeta(item, '_aioseo_description') ||
    ''
  )
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}

function plainHost({ host }: URL): string {
  return host.replace(/^www\./, '')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
