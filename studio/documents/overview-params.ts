import { documentTypes } from '#domain/document-types.ts'

/** The parameters of `overviewQuery`. */
export function overviewParams(now: Temporal.Instant): { types: string[]; soon: string } {
  return { types: [...documentTypes], soon: now.add({ hours: 32 * 24 }).toString() }
}
