import { createContext, useContext } from 'react'
import type { OverviewContent } from '../documents/overview.ts'
import type { LiveState } from './live-state.ts'
import type { ReportedFault } from './site-reading.ts'

/** A fault of the live release, with what the form calls its field. */
export type OverviewFault = ReportedFault & { readonly fieldTitle: string }

/** What lists and forms know beyond the open document. */
export interface Overview {
  readonly content: OverviewContent
  readonly faults: readonly OverviewFault[]
  /** What keeps all that is published from patients; null while nothing does. */
  readonly trouble: LiveState | null
  /** The present minute. */
  readonly now: Temporal.Instant
}

export const OverviewContext = createContext<Overview | null>(null)

/** The overview, kept current; null until it has loaded. */
export function useOverview(): Overview | null {
  return useContext(OverviewContext)
}
