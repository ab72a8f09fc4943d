import { toSlug } from '#domain/slug.ts'
import type { Article } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from './remember.ts'

/** What an article is filed under, as its author wrote it. */
export interface TopicLink {
  slug: string
  path: string
  title: string
}

/** No file system takes a longer name than 255 bytes, and no reader a longer address than this. */
const longestSlug = 80

/** The address of a topic; two spellings that have the same one are one topic. Empty for one that has no page. */
export function topicSlug(title: string): string {
  return toSlug(title).slice(0, longestSlug).replace(/-$/, '')
}

/** The first page of a topic. */
export function toTopicPath(slug: string): string {
  return `/articles/topics/${slug}/`
}

/** The topics of an article that have a page, each once, in its own order and spelling. */
export const listTopics = rememberEach(({ topics }: Head<Article>): readonly TopicLink[] => {
  const links = new Map<string, TopicLink>()
  for (const title of topics ?? []) {
    const slug = topicSlug(title)
    if (slug && !links.has(slug)) links.set(slug, { slug, path: toTopicPath(slug), title: title.trim() })
  }
  return [...links.values()]
})
