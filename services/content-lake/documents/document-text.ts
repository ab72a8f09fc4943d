import { isRecord, type JsonObject } from './json.ts'

/** The hidden field that holds a document's id and its whole text; no projection and no JSON ever carries it. */
export const textField = '\u0000text'

/** Every word somebody wrote in a document: its strings, but for those of the fields that are Sanity's own. */
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
