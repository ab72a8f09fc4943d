/** What a WordPress export (WXR) says of a website, as far as this site has a place for it. */
export interface WordPressExport {
  title: string
  /** The address of the website’s home page. */
  url: string
  version: string
  authors: Author[]
  /** Categories and tags that something is written about them, with it. */
  termDescriptions: { name: string; description: string }[]
  items: Item[]
  /** Characters that no XML may hold, left out. */
  forbiddenCharacters: number
}

export interface Author {
  login: string
  name: string
}

/** A post, a page, a picture, or whatever else WordPress keeps. */
export interface Item {
  id: string
  guid: string
  type: string
  status: string
  title: string
  link: string
  slug: string
  parent: string
  /** The login of who wrote it. */
  author: string
  /** As WordPress writes it in UTC, `2013-05-06 12:00:00`; all zeros for a draft. */
  date: string
  content: string
  excerpt: string
  password: string
  isSticky: boolean
  terms: { domain: string; slug: string; name: string }[]
  meta: { key: string; value: string }[]
  /** Comments that were shown. */
  comments: number
  /** The fields that were longer than they may be, of which the beginning was read. */
  cut: string[]
  attachmentUrl: string
}

/** The value of a custom field; null if it has none. */
export function findMeta(item: Item, key: string): string | null {
  return item.meta.find(each => each.key === key)?.value.trim() || null
}
