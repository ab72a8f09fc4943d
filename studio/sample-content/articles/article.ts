import { clinicDateTime, daysAgo } from '../calendar.ts'
import { keyed, reference, type SampleDocument, slug } from '../document.ts'

interface Reading {
  slug: string
  author: string
  reviewer: string
  /** How many days before today the article came out and was last reviewed. */
  publishedDaysAgo: number
  reviewedDaysAgo: number
  related: string[]
}

/** What every article has beside its text; its id comes from its slug. */
export function article(now: Temporal.Instant, reading: Reading): SampleDocument {
  return {
    _id: `article-${reading.slug}`,
    _type: 'article',
    slug: slug(reading.slug),
    publishedAt: clinicDateTime(daysAgo(now, reading.publishedDaysAgo), '09:00'),
    author: reference(`person-${reading.author}`),
    reviewer: reference(`person-${reading.reviewer}`),
    lastReviewed: daysAgo(now, reading.reviewedDaysAgo),
    reviewIntervalMonths: 12,
    related: keyed(reading.related.map(reference), 'r'),
  }
}
