/**
 * How much a fault stops. “heldBack”: the document as a whole waits; its last good version stays in place, or it stays
 * out if it is new. “advice”: the document is out, and something in it should be mended.
 */
export type FaultLevel = 'heldBack' | 'advice'

/** Something about a published document that keeps it, or a part of it, from patients. Staff are shown it. */
export interface Fault {
  readonly documentId: string
  readonly type: string
  /** How staff know the document: its title, name or sentence, or else its id. */
  readonly title: string
  /** Where in the document: `openingHours[0].closes`. */
  readonly field: string
  /** What is wrong and what to do, in the words of the Studio's form. */
  readonly reason: string
  /** Opens the document in the Studio. */
  readonly studioUrl: string
  readonly level: FaultLevel
}
