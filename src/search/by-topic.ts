import type { ArticleName } from '#selectors/search-view.ts'
import type { TopicLink } from '#site/topics.ts'

/** Articles under a topic, in the order that they came in. */
export interface Shelf {
  /** Null for those that share their topics with no other. */
  topic: TopicLink | null
  articles: ArticleName[]
}

/** Articles by topic, each once: under the topic that it shares with most others. Those that share none come last. */
export function shelveByTopic(articles: readonly ArticleName[]): Shelf[] {
  const counts = new Map<string, number>()
  for (const { slug } of articles.flatMap(({ topics }) => topics)) counts.set(slug, countOf(slug) + 1)

  function countOf(slug: string): number {
    return counts.get(slug) ?? 0
  }

  const shelves = new Map<string, Shelf>()
  for (const article of articles) {
    const [topic = null] = article.topics
      .filter(({ slug }) => countOf(slug) > 1)
      .toSorted((a, b) => countOf(b.slug) - countOf(a.slug) || (a.slug < b.slug ? -1 : 1))
    const shelf = shelves.get(topic?.slug ?? last) ?? { topic, articles: [] }
    shelf.articles.push(article)
    shelves.set(topic?.slug ?? last, shelf)
  }
  return [...shelves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shelf]) => shelf)
}

/** Comes after every slug. */
const last = '~'
