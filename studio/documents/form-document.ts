import type { InputProps } from 'sanity'

/** The id of the document whose whole form an input is; null for the input of a field, and for a form of some fields. */
export function formDocumentId({ path, value }: InputProps): string | null {
  const id: unknown = value instanceof Object && '_id' in value ? value._id : null
  return path.length === 0 && typeof id === 'string' && id ? id : null
}
