import type { Path, ValidationMarker } from 'sanity'
import { type FormType, fieldTitle, placedPath } from '#studio/documents/field-title.ts'

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

/** “Publish needs: Title, Summary, Author”. */
export function needsInWords(needs: readonly Need[]): string {
  const named = needs.slice(0, mostNamed).map(({ title }) => title)
  const others = needs.length - named.length
  return `Publish needs: ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
}
