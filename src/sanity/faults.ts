import type { z } from 'zod'
import type { Fault } from '#domain/fault.ts'

/** No site can be made of this content at all: the settings or the home page are missing, with no good version left. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly code = 'content-incomplete'
  readonly faults: readonly Fault[]
  /** What is wrong, without what staff can do. */
  readonly found: string
  /** Whether neither settings nor home page are there: nobody has set up the site yet. */
  readonly isNotSetUp: boolean

  constructor(
    { found, message, isNotSetUp = false }: { found: string; message: string; isNotSetUp?: boolean },
    faults: readonly Fault[],
  ) {
    super(message)
    this.found = found
    this.isNotSetUp = isNotSetUp
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

/** At most so many issues of one document are listed: the rest follow once these are mended. */
export const mostIssues = 50

/** The issues that zod found, each at its innermost place: a union says what is wrong inside the branch that came nearest. */
export function contractIssues(error: z.ZodError, document: object): { field: string; reason: string }[] {
  return error.issues.slice(0, mostIssues).map(({ path, message }) => ({
    field: fieldPath(path),
    reason: message + whereabouts(document, path),
  }))
}

/** The first words of the paragraph that a path leads into: by them staff find it. Empty for any other place. */
function whereabouts(document: object, path: readonly PropertyKey[]): string {
  let words = ''
  let value: unknown = document
  for (const part of path) {
    value = Object(value)[part]
    const { _type, children } = Object(value)
    if (_type === 'block' && Array.isArray(children)) {
      words = children.map(child => Object(child).text ?? '').join('')
    }
  }
  const opening = words.trim().split(/\s+/).slice(0, 6).join(' ')
  return opening && ` See “${opening.slice(0, 60)}”.`
}

/** One line a fault, for a terminal. */
export function describeFault({ type, title, field, reason, level, studioUrl }: Fault): string {
  return `${level === 'heldBack' ? 'Held back' : 'To be mended'}: ${type} “${title}”, field “${field}”. ${reason} ${studioUrl}`
}
