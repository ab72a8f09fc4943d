import { isDate } from '#domain/iso-time.ts'

/** What is filled in when a review is marked, as typed. */
export interface ReviewEntry {
  /** The id of a person; empty until one is chosen. */
  reviewer: string
  /** 2026-02-06 */
  date: string
  months: string
}

/** What is missing or wrong in the entry, in words that say what to do; null when it can be marked. */
export function reviewFault({ reviewer, date, months }: ReviewEntry, today: string): string | null {
  if (reviewer === '') return 'Choose who reviewed the article.'
  if (!isDate(date)) return 'Choose the date of the review.'
  if (date > today) return 'Choose a date up to today: a review is marked when it has been done.'
  const count = Number(months)
  return Number.isInteger(count) && count >= 1 && count <= 60 ? null : 'Give a number of months from 1 to 60.'
}

/** The fields of the article that a marked review fills in. */
export function reviewFields({ reviewer, date, months }: ReviewEntry) {
  return {
    reviewer: { _type: 'reference', _ref: reviewer },
    lastReviewed: date,
    reviewIntervalMonths: Number(months),
  }
}
