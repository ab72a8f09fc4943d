import { getRssString } from '@astrojs/rss'
import { plainLine } from '#domain/plain-line.ts'
import type { FeedItem } from '#selectors/feed-view.ts'
import type { Words } from '#words/words.ts'

/** What a feed is made of. */
export interface FeedInput {
  clinicName: string
  items: readonly FeedItem[]
  /** Without a slash at its end. */
  siteUrl: string
  words: Words
}

/** The addresses and media types of the feeds. */
export const feeds = {
  rss: { path: '/feed.xml', type: 'application/rss+xml' },
  json: { path: '/feed.json', type: 'application/feed+json' },
} as const

/** RSS 2.0. Its `author` would be an e-mail address, so names go into `dc:creator`. */
export function rssFeed({ clinicName, items, siteUrl, words }: FeedInput): Promise<string> {
  const changed = lastChange(items)
  return getRssString({
    title: plainLine(words.feeds.title(clinicName)),
    description: words.feeds.description,
    site: `${siteUrl}/articles/`,
    xmlns: { atom: 'http://www.w3.org/2005/Atom', dc: 'http://purl.org/dc/elements/1.1/' },
    customData: [
      `<language>${words.lang.toLowerCase()}</language>`,
      changed ? `<lastBuildDate>${new Date(changed).toUTCString()}</lastBuildDate>` : '',
      `<atom:link href="${escapeXml(`${siteUrl}${feeds.rss.path}`)}" rel="self" type="${feeds.rss.type}"/>`,
    ].join(''),
    items: items.map(({ path, title, summary, published, author, topics, language }) => ({
      title: plainLine(title),
      link: `${siteUrl}${path}`,
      description: plainLine(summary),
      pubDate: new Date(published),
      categories: topics.map(plainLine),
      customData: [
        author ? `<dc:creator>${escapeXml(plainLine(author))}</dc:creator>` : '',
        language ? `<dc:language>${language}</dc:language>` : '',
      ].join(''),
    })),
  })
}

/** JSON Feed 1.1. It wants a text of each item: the summary, since the article itself needs its disclosures around it. */
export function jsonFeed({ clinicName, items, siteUrl, words }: FeedInput): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: plainLine(words.feeds.title(clinicName)),
    description: words.feeds.description,
    language: words.lang,
    home_page_url: `${siteUrl}/articles/`,
    feed_url: `${siteUrl}${feeds.json.path}`,
    authors: [{ name: plainLine(clinicName), url: `${siteUrl}/` }],
    items: items.map(({ path, title, summary, published, modified, author, topics, language }) => ({
      id: `${siteUrl}${path}`,
      url: `${siteUrl}${path}`,
      title: plainLine(title),
      summary: plainLine(summary),
      content_text: plainLine(summary),
      date_published: published,
      date_modified: modified,
      ...(language && { language }),
      ...(author && { authors: [{ name: plainLine(author) }] }),
      ...(topics.length > 0 && { tags: topics.map(plainLine) }),
    })),
  }
}

/** The last instant at which any of the items changed; null for none. */
function lastChange(items: readonly FeedItem[]): string | null {
  return items.reduce<string | null>(
    (last, { modified }) => (last !== null && Date.parse(last) >= Date.parse(modified) ? last : modified),
    null,
  )
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, character => entities[character] ?? character)
}
