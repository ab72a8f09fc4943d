import { formatDate } from '#domain/clinic-time.ts'
import { isDate } from '#domain/iso-time.ts'
import { nextReviewDate, type ReviewState, reviewState } from '#domain/reviews.ts'

/** How long a review holds where an article does not say. */
export const usualIntervalMonths = 12

/** The status of an article's medical review; `next` is the date on which it is due again. */
export type Review = { state: 'never'; next: null } | { state: ReviewState; next: string }

/** The status of an article's review by the clinic's calendar; a draft may lack any of its fields. */
export function computeReview(article: object, zone: string, now: Temporal.Instant): Review {
  const { lastReviewed, reviewIntervalMonths }: Record<string, unknown> = { ...article }
  const months = typeof reviewIntervalMonths === 'number' ? reviewIntervalMonths : usualIntervalMonths
  if (typeof lastReviewed !== 'string' || !isDate(lastReviewed)) return { state: 'never', next: null }
  return {
    state: reviewState(lastReviewed, months, zone, now),
    next: nextReviewDate(lastReviewed, months),
  }
}

/** What staff read of it: “Review overdue since February 6, 2027”. */
export function reviewWords(review: Review): string {
  switch (review.state) {
    case 'never':
      return 'Not reviewed yet'
    case 'current':
      return `Reviewed, next by ${formatDate(review.next)}`
    case 'due':
      return `Review due by ${formatDate(review.next)}`
    case 'overdue':
      return `Review overdue since ${formatDate(review.next)}`
  }
}

/** A sign for each state, so that it is told by more than a color. */
export const reviewSigns = { never: '○', current: '✓', due: '◷', overdue: '⚠' } as const
