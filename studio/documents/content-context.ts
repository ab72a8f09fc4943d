import { createContext, useContext } from 'react'
import type { LiveState } from '../live/live-state.ts'
import type { ReportedFault } from '../live/site-reading.ts'
import type { DeskContent } from './content.ts'

/** A fault of the live release, with what the form calls its field. */
export type DeskFault = ReportedFault & { readonly fieldTitle: string }

/** What the desk and the forms know beyond the document that is open. */
export interface Desk {
  readonly content: DeskContent
  readonly faults: readonly DeskFault[]
  /** What keeps all that is published from patients; null while nothing does. */
  readonly trouble: LiveState | null
  /** The present minute. */
  readonly now: Temporal.Instant
}

export const DeskContext = createContext<Desk | null>(null)

/** All that the desk counts and lists, kept current; null until it has been read once. */
export function useDesk(): Desk | null {
  return useContext(DeskContext)
}
