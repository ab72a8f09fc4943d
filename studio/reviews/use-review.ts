import { useDesk } from '../live/overview-context.ts'
import { type Review, reviewOf } from './review-of.ts'

/** How the review of an article stands, kept current while the Studio is open; null until the desk has been read. */
export function useReview(article: object | null): Review | null {
  const desk = useDesk()
  return article && desk ? reviewOf(article, desk.content.zone, desk.now) : null
}
