import { isRecord, type JsonObject } from './json.ts'

/** The hidden field that holds a document's id and its whole text; never part of a projection or of JSON. */
export const textField = '\u0000text'

/** All text of a document: its strings, except in fields that begin with an underscore. */
export function collectText(doc: JsonObject): string {
  const parts: string[] = []
  gather(doc, parts)
  return parts.join('\n')
}

function gather(value: unknown, parts: string[]): void {
  if (typeof value === 'string') parts.push(value)
  else if (Array.isArray(value)) for (const item of value) gather(item, parts)
  else if (isRecord(value)) {
    for (const field of Object.keys(value)) if (!field.startsWith('_')) gather(value[field], parts)
  }
}
