import { endOfDay, parseDate, startOfDay } from './clinic-time.ts'

export type ReviewState = 'current' | 'due' | 'overdue'

const noticeDays = 30

/** The date (YYYY-MM-DD) by which the next review falls due; January 31st plus one month is the last of February. */
export function nextReviewDate(lastReviewed: string, intervalMonths: number): string {
  return parseDate(lastReviewed).add({ months: intervalMonths }).toString()
}

/** Due from 30 days before the next review until that day is over by the clinic's clock; then overdue. */
export function reviewState(
  lastReviewed: string,
  intervalMonths: number,
  zone: string,
  now: Temporal.Instant,
): ReviewState {
  const [dueFrom, overdueFrom] = reviewChanges(lastReviewed, intervalMonths, zone)
  if (Temporal.Instant.compare(now, overdueFrom) >= 0) return 'overdue'
  return Temporal.Instant.compare(now, dueFrom) >= 0 ? 'due' : 'current'
}

/** The two instants at which the state changes: to due, and to overdue. Input for `earliestAfter`. */
export function reviewChanges(
  lastReviewed: string,
  intervalMonths: number,
  zone: string,
): [dueFrom: Temporal.Instant, overdueFrom: Temporal.Instant] {
  const next = nextReviewDate(lastReviewed, intervalMonths)
  const noticeFrom = parseDate(next).subtract({ days: noticeDays }).toString()
  return [startOfDay(noticeFrom, zone), endOfDay(next, zone)]
}
