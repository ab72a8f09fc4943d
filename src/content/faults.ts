import type { z } from 'zod'

/** Something about a published document that keeps it, or a part of it, from patients; told to staff. */
export interface Fault {
  documentId: string
  type: string
  /** How staff know the document: its title, name or sentence, or else its id. */
  title: string
  /** Where in the document: `openingHours[0].closes`. */
  field: string
  /** What is wrong and what to do, in the words of the Studio's form. */
  reason: string
  /** Opens the document in the Studio. */
  studioUrl: string
  /** Whether the document as a whole waits: its last good version stays in place, or it stays out if it is new. */
  heldBack: boolean
}

/** No site can be made of this content at all: the settings or the home page are missing, with no good version left. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly code = 'content-incomplete'
  readonly faults: readonly Fault[]

  constructor(message: string, faults: readonly Fault[]) {
    super(message)
    this.faults = faults
  }
}

/** The address that opens a document in the Studio at `studioUrl`. */
export function studioLink(studioUrl: string, id: string, type: string): string {
  return `${studioUrl.replace(/\/$/, '')}/intent/edit/id=${id};type=${type}/`
}

/** `['openingHours', 0, 'closes']` as staff and developers read it: `openingHours[0].closes`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text ? `${text}.${String(part)}` : String(part)
  }, '')
}

/** The issues that zod found, each at its innermost place: a union says what is wrong inside the branch that came nearest. */
export function contractIssues(error: z.ZodError): { field: string; reason: string }[] {
  return error.issues.map(issue => ({ field: fieldPath(issue.path), reason: issue.message }))
}

/** One line a fault, for a terminal. */
export function describeFault({ type, title, field, reason, heldBack, studioUrl }: Fault): string {
  return `${heldBack ? 'Held back' : 'Incomplete'}: ${type} “${title}”, field “${field}”. ${reason} ${studioUrl}`
}
