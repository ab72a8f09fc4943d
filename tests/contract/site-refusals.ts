import type { SanityDocument } from 'sanity'
import { Groq } from '#content-lake/groq/groq.ts'
import { createView } from '#content-lake/groq/view.ts'
import { isDocumentType } from '#domain/document-types.ts'
import { fieldPath } from '#sanity/faults.ts'
import { DOCUMENTS_QUERY } from '#sanity/queries.ts'
import { validateDocument } from '#sanity/validate.ts'
import { knownPicture } from './staff-documents.ts'
import type { Mark } from './studio-forms.ts'

/** Why the site holds a document back, and where. */
export interface Refusal {
  field: string
  reason: string
}

const groq = new Groq(() => [])

/** What holds a document back from the site, read as the publisher reads it. */
export function refusals(document: SanityDocument): readonly Refusal[] {
  const type = document._type
  if (!isDocumentType(type)) throw new Error(`The site does not read “${type}”.`)
  return validateDocument(type, project(document)).issues
}

/** A document of the Studio as the site's query answers it. */
export function project(document: SanityDocument): unknown {
  return Object(ask(document, DOCUMENTS_QUERY, { ids: [document._id] }))[document._type][0]
}

/** What a query answers where there is nothing but a document of the Studio. */
export function ask(document: SanityDocument, query: string, params: Record<string, unknown>): unknown {
  const view = createView([JSON.parse(JSON.stringify(document)), knownPicture])
  const context = { now: Temporal.Now.instant(), identity: 'test', projectId: 'local', dataset: 'production' }
  return groq.run(query, params, view, context)
}

/** Whether staff see the error where the fault is: at its field, or at what holds the field. */
export function covers({ path }: Mark, field: string): boolean {
  const [place, marked] = [inStudio(field), fieldPath(path)]
  return (
    marked !== '' && (place === marked || place.startsWith(`${marked}.`) || place.startsWith(`${marked}[`))
  )
}

/** The field of the Studio behind one that the query names otherwise. */
function inStudio(field: string): string {
  return field.replace(/\.rows\b/, '.grid.rows')
}

/** A refusal for a failing test: with the value, and with what the Studio marks instead. */
export function describeRefusal({ field, reason }: Refusal, document: object, errors: Mark[]) {
  const value = inStudio(field)
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((at, part) => Object(at)[part], document)
  const marked = errors.map(({ path, message }) => `${fieldPath(path)}: ${message}`)
  return { field, reason, value: JSON.stringify(value)?.slice(0, 300), marked }
}
