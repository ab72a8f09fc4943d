import { documentTypes } from '../schemaTypes/index.ts'

export const apiVersion = '2025-02-19'

/** The parameters of `deskQuery`. */
export function deskParams(now: Temporal.Instant): { types: string[]; soon: string } {
  return { types: [...documentTypes], soon: now.add({ hours: 32 * 24 }).toString() }
}
