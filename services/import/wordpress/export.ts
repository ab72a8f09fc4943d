/** The parts of a WordPress export (WXR) that this site can use. */
export interface WordPressExport {
  title: string
  /** The address of the website’s home page. */
  url: string
  version: string
  authors: Author[]
  /** Categories and tags with a description. */
  termDescriptions: { name: string; description: string }[]
  items: Item[]
  /** Number of characters that XML forbids, which were left out. */
  forbiddenCharacters: number
}

export interface Author {
  login: string
  name: string
}

/** A post, page, picture or any other item of WordPress. */
export interface Item {
  id: string
  guid: string
  type: string
  status: string
  title: string
  link: string
  slug: string
  parent: string
  /** The author's login. */
  author: string
  /** As WordPress writes it in UTC, `2013-05-06 12:00:00`; all zeros for a draft. */
  date: string
  content: string
  excerpt: string
  password: string
  isSticky: boolean
  terms: { domain: string; slug: string; name: string }[]
  meta: { key: string; value: string }[]
  /** Number of approved comments. */
  comments: number
  /** The fields that were too long and were cut. */
  cut: string[]
  attachmentUrl: string
}

/** The value of a custom field; null if missing. */
export function findMeta(item: Item, key: string): string | null {
  return item.meta.find(each => each.key === key)?.value.trim() || null
}
