import { useRef } from 'react'
import type { StudioDocument } from './studio-document.ts'

/** The draft and the published version of a document, as the Studio has them. */
export interface Pair {
  draft: StudioDocument | null
  published: StudioDocument | null
}

/** A draft that was there, beside which published version, and when it was last seen. */
export interface SeenDraft {
  draft: StudioDocument
  rev: string | undefined
  at: Temporal.Instant
}

/** How long a draft that has gone may still be on its way to being the published version, in milliseconds. */
const lingerMs = 2000

/**
 * The draft to speak of. Publishing takes it away a moment before the new published version arrives: without it, and beside
 * the version before, the form would say that everything is live.
 */
export function toLingeringDraft(
  { draft, published }: Pair,
  seen: SeenDraft | null,
  now: Temporal.Instant,
): StudioDocument | null {
  if (draft || !seen || seen.rev !== published?._rev) return draft
  return now.since(seen.at).total('milliseconds') < lingerMs ? seen.draft : null
}

/** The draft to speak of, at each `now`. */
export function useLingeringDraft(pair: Pair, now: Temporal.Instant): StudioDocument | null {
  const seen = useRef<SeenDraft | null>(null)
  const draft = toLingeringDraft(pair, seen.current, now)
  if (pair.draft) seen.current = { draft: pair.draft, rev: pair.published?._rev, at: now }
  return draft
}
