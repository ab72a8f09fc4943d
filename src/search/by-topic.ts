import type { ArticleName } from '../questions/search-view.ts'

/** Articles under a topic, in the order that they came in. */
export interface TopicGroup {
  /** Null for those that share their topics with no other. */
  topic: string | null
  articles: ArticleName[]
}

/** Articles by topic, each once: under the topic that it shares with most others. Those that share none come last. */
export function groupByTopic(articles: readonly ArticleName[]): TopicGroup[] {
  const counts = new Map<string, number>()
  for (const { topics } of articles) {
    for (const topic of new Set(topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  }
  const countOf = (topic: string) => counts.get(topic) ?? 0
  const groups = new Map<string | null, ArticleName[]>()
  for (const article of articles) {
    const [topic] = article.topics
      .filter(topic => countOf(topic) > 1)
      .toSorted((a, b) => countOf(b) - countOf(a) || a.localeCompare(b))
    const key = topic ?? null
    groups.set(key, [...(groups.get(key) ?? []), article])
  }
  return [...groups]
    .map(([topic, grouped]) => ({ topic, articles: grouped }))
    .toSorted((a, b) => Number(a.topic === null) - Number(b.topic === null) || compare(a.topic, b.topic))
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '')
}
