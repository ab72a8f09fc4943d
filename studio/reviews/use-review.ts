import { useOverview } from '../live/overview-context.ts'
import { type Review, reviewOf } from './review-of.ts'

/** How the review of an article stands, kept current while the Studio is open; null until the desk has been read. */
export function useReview(article: object | null): Review | null {
  const overview = useOverview()
  return article && overview ? reviewOf(article, overview.content.zone, overview.now) : null
}
