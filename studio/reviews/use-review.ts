import { useOverview } from '../live/overview-context.ts'
import { computeReview, type Review } from './review.ts'

/** The review status of an article, kept current; null until the overview has loaded. */
export function useReview(article: object | null): Review | null {
  const overview = useOverview()
  return article && overview ? computeReview(article, overview.content.zone, overview.now) : null
}
