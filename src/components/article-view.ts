import type { Article, Service } from '../content/contracts.ts'
import type { Snapshot } from '../content/snapshot.ts'
import { type Addressed, findLinked, visibleArticles } from '../routes.ts'

const mostRelated = 4

/** The pages that an article names as related and that exist at `now`. */
export function relatedOf(article: Article, snapshot: Snapshot, now: Temporal.Instant): Addressed[] {
  return (article.related ?? []).flatMap(({ _ref }) => findLinked(snapshot, _ref, now) ?? [])
}

/** The newest articles that name the service as related. */
export function articlesAbout(service: Service, snapshot: Snapshot, now: Temporal.Instant): Article[] {
  return visibleArticles(snapshot, now)
    .filter(({ related }) => related?.some(({ _ref }) => _ref === service._id))
    .slice(0, mostRelated)
}
