import { useEffect, useState } from 'react'
import { useClinicZone } from '../clinic-zone.ts'
import { type Review, reviewOf } from './review-of.ts'

const minuteMs = 60_000

/** How the review of an article stands, kept current while the Studio is open; null until the clinic's zone is known. */
export function useReview(article: object | null): Review | null {
  const zone = useClinicZone()
  const now = useMinute()
  return article && zone ? reviewOf(article, zone, now) : null
}

/** The present instant, told anew every minute. */
function useMinute(): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  useEffect(() => {
    const timer = setInterval(() => setNow(Temporal.Now.instant()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
