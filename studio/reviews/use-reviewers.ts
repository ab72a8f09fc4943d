import { useMemo } from 'react'
import { z } from 'zod'
import { usePublishedContent } from '../documents/published-content.ts'
import type { Reviewer } from './find-reviewer.ts'

const query = '*[_type == "person"] | order(order asc, name asc){"id": _id, name, credentials}'

const reviewers = z.array(
  z.object({ id: z.string(), name: z.string(), credentials: z.string().nullable().catch(null) }),
)

/** The published team, in its order; null until it has been read. */
export function useReviewers(): readonly Reviewer[] | null {
  const answer = usePublishedContent(query)
  return useMemo(() => reviewers.safeParse(answer).data ?? null, [answer])
}
