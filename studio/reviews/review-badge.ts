import type { DocumentBadgeComponent } from 'sanity'
import { reviewSigns, reviewWords } from './review.ts'
import { useReview } from './use-review.ts'

const colors = { never: 'warning', current: 'success', due: 'warning', overdue: 'danger' } as const

/** At the foot of an article: the status of its medical review. */
export const reviewBadge: DocumentBadgeComponent = ({ draft, published }) => {
  const review = useReview(draft ?? published)
  if (!review) return null
  return {
    label: `${reviewSigns[review.state]} ${reviewWords(review)}`,
    title: 'The dates that patients see on the article. “Mark as reviewed” is in the menu beside “Publish”.',
    color: colors[review.state],
  }
}
