import type { ObjectSchemaType, Path, ValidationMarker } from 'sanity'
import { type FormType, fieldTitle, placedPath } from '#studio/documents/field-title.ts'
import { isNeeded } from './needed.ts'

/** A field without which a document cannot be published: what the form calls it, and where it is. */
export interface Need {
  title: string
  path: Path
}

/** How many fields are named before the rest is counted. */
const mostNamed = 4

/** What keeps a document from being published, in the order of its form; each field once. */
export function publishNeeds(
  type: FormType | undefined,
  markers: readonly Pick<ValidationMarker, 'level' | 'path'>[],
  document: unknown,
): Need[] {
  const names = (type?.fields ?? []).map(({ name }) => name)
  const placeOf = ({ path }: Need) => names.indexOf(String(path[0]))
  const needs = markers
    .filter(({ level }) => level === 'error')
    .map(({ path }) => ({ path, title: fieldTitle(type, placedPath(path, document)) || 'the document' }))
    .sort((one, other) => placeOf(one) - placeOf(other))
  return [...new Map(needs.toReversed().map(need => [need.title, need])).values()].reverse()
}

/** The fields of a form that nothing is stored of, without which it cannot be published. */
export function emptyNeeds(type: ObjectSchemaType, document: object): Need[] {
  return type.fields
    .filter(field => isNeeded({ schemaType: field.type, value: Object(document)[field.name] }))
    .map(({ name, type: { title = name } }) => ({ title, path: [name] }))
}

/** “To publish, fill in or correct: Title, Summary, Author”. */
export function needsInWords(needs: readonly Need[]): string {
  const named = needs.slice(0, mostNamed).map(({ title }) => title)
  const others = needs.length - named.length
  return `To publish, fill in or correct: ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
}
