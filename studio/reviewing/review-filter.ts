import { dateInZone } from '../../src/clinic/clinic-time.ts'
import { latestReviewBefore, noticeDays } from '../../src/clinic/reviews.ts'
import { usualIntervalMonths } from './review-of.ts'

/** What a list of articles can be about; `toReview` is all of the others together. */
export type ReviewNeed = 'toReview' | 'overdue' | 'due' | 'never'

/** The longest interval that the form of an article takes. */
const longestIntervalMonths = 60

const never = '!defined(lastReviewed)'

/**
 * A GROQ filter for the articles that need a review today by the clinic's calendar, exactly as the site computes it.
 * GROQ knows no months, so for each interval the date is named whose reviews have come to their end.
 */
export function reviewFilter(need: ReviewNeed, zone: string, now: Temporal.Instant): string {
  return `_type == "article" && (${conditionFor(need, dateInZone(now, zone))})`
}

function conditionFor(need: ReviewNeed, today: string): string {
  const overdue = endedBy(Temporal.PlainDate.from(today).subtract({ days: 1 }).toString())
  const asked = endedBy(Temporal.PlainDate.from(today).add({ days: noticeDays }).toString())
  switch (need) {
    case 'never':
      return never
    case 'overdue':
      return overdue
    case 'due':
      return `${asked} && !(${overdue})`
    case 'toReview':
      return `${never} || ${asked}`
  }
}

/** Reviews whose next one falls on the date or before. */
function endedBy(date: string): string {
  const cases = Array.from({ length: longestIntervalMonths }, (_, index) => index + 1)
    .map(months => `${months} => "${latestReviewBefore(date, months)}"`)
    .map(entry => `coalesce(reviewIntervalMonths, ${usualIntervalMonths}) == ${entry}`)
  return `lastReviewed <= select(${cases.join(', ')})`
}
