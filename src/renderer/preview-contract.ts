import type { Fault } from '#domain/fault.ts'

/** A day that staff typed: as an ISO date or instant, and in words; or why it was not understood. */
export type TypedDay = { at: string; words: string } | { fault: string }

/** An instant in words, “Friday, February 6, 2026, 9:30 AM”, and as staff would type it; noon stands for the whole day. */
export type InstantInWords = { words: string; typed: string }

/** What the server of the preview tells an open page, besides that it has changed. */
export type PreviewState = {
  /** Whether changes are announced as they happen. */
  isFollowing: boolean
  /** The requested instant; null for now. */
  at: InstantInWords | null
  faults: Fault[]
  /** How many faults there are besides these. */
  moreFaults: number
  /** The ids of announcements that patients have no version of. */
  unpublished: string[]
}

/** What the preview needs from the site's code besides its pages. `zone` is the clinic's time zone. */
export type PreviewFunctions = {
  /** A file of the overlay that runs on pages of the preview, by its name: “overlay.js”, “assets/…”; null for none. */
  overlayFile(name: string): Promise<{ contentType: string; body: Uint8Array } | null>
  /** Reads a day, or a day and a time, as the Studio's forms do: “March 9”, “next Tuesday 7 pm”. */
  readDay(text: string, zone: string, now: Temporal.Instant): TypedDay
  describeInstant(instant: Temporal.Instant, zone: string): InstantInWords
}
