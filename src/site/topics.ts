import { toSlug } from '#domain/slug.ts'
import type { Article } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import type { ArticleListing } from './article-pages.ts'
import { rememberEach } from './remember.ts'

/** What an article is filed under, as its author wrote it. */
export interface TopicLink {
  slug: string
  path: string
  title: string
}

/** A topic with the articles that are out, newest first. Its title is as its oldest article spells it. */
export type Topic = TopicLink & ArticleListing

/** No file system takes a longer name than 255 bytes, and no reader a longer address than this. */
const longestSlug = 80

/** The address of a topic; two spellings that have the same one are one topic. Empty for one that has no page. */
export function topicSlug(title: string): string {
  return toSlug(title).slice(0, longestSlug).replace(/-$/, '')
}

/** The topics of an article that have a page, each once, in its own order and spelling. */
export const listTopics = rememberEach(({ topics }: Head<Article>): readonly TopicLink[] => {
  const links = new Map<string, TopicLink>()
  for (const title of topics ?? []) {
    const slug = topicSlug(title)
    if (slug && !links.has(slug))
      links.set(slug, { slug, path: `/articles/topics/${slug}/`, title: title.trim() })
  }
  return [...links.values()]
})

/** The topics of these articles, which come newest first, by their addresses and in the order of these. */
export function groupByTopic(articles: readonly Head<Article>[]): ReadonlyMap<string, Topic> {
  const groups = new Map<string, TopicLink & { articles: Head<Article>[] }>()
  for (const article of articles) {
    for (const { slug, path, title } of listTopics(article)) {
      const group = groups.get(slug) ?? { slug, path, title, articles: [] }
      group.title = title
      group.articles.push(article)
      groups.set(slug, group)
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}
