import type { SanityClient } from '@sanity/client'

/** A Content Lake that content is copied from or to. */
export interface Place {
  /** As a sentence calls it: “project abc123, dataset production”. */
  name: string
  client: SanityClient
  /** The origins of its pictures and files; null where an export names originals alone. */
  assetOrigins: readonly string[] | null
}

/** A copy cannot be made, for a reason that the user can mend; the message is for them. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
  readonly code = 'ERR_CONTENT'
}
