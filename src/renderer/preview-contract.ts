/** Text that a page may show, and the document's field that holds it. */
export type FieldWords = {
  /** The published id. */
  readonly id: string
  readonly type: string
  /** What staff call such a document: “this group start”. */
  readonly name: string
  /** As the Studio writes it: `body[_key=="a"].children[_key=="b"].text`. */
  readonly path: string
  readonly text: string
  /** `words` and `picture` (its alternative text) are read; `link` is an address; `item` the link of a list item about the document. */
  readonly kind: 'words' | 'link' | 'picture' | 'item'
  /** The pages that show it; any other page only beside a link to one of these. Null: any page. */
  readonly pages: readonly string[] | null
  /** Whether patients have no version of the document. */
  readonly isUnpublished: boolean
}

/** A day that staff typed: as an ISO date or instant, and in words; or why it was not understood. */
export type TypedDay = { at: string; words: string } | { fault: string }

/** What the preview needs from the site's code besides its pages. `zone` is the clinic's time zone. */
export type PreviewFunctions = {
  /** Every text of a document with its field. `published` holds the ids of all published documents. */
  fieldWords(document: unknown, published: ReadonlySet<string>, zone: string): readonly FieldWords[]
  /** Reads a day, or a day and a time, as the Studio's forms do: “March 9”, “next Tuesday 7 pm”. */
  readDay(text: string, zone: string, now: Temporal.Instant): TypedDay
  /** An instant in words, “Friday, February 6, 2026, 9:30 AM”, and as staff would type it; noon stands for the whole day. */
  describeInstant(instant: Temporal.Instant, zone: string): { words: string; typed: string }
}
