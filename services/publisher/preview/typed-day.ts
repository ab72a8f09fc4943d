import type { TypedDay } from '#renderer/contract.ts'
import { parseRequestedInstant, RequestedInstantError } from './requested-instant.ts'

/** A typed day if the preview can show it; otherwise why it cannot. `zone` is the clinic's. */
export function findShownDay(day: TypedDay, zone: string): TypedDay {
  if ('fault' in day) return day
  try {
    parseRequestedInstant(day.at, zone)
    return day
  } catch (error) {
    if (error instanceof RequestedInstantError) return { fault: error.message }
    throw error
  }
}
