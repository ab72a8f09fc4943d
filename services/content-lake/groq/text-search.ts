import { isRecord, type JsonObject } from '../store/json.ts'

/** The hidden field that holds a document's id and its whole text; no projection and no JSON ever carries it. */
export const textField = '\u0000text'

/** What somebody typed, as the patterns of GROQ's `match`: all of `required`, none of `excluded`. */
export interface SearchTerms {
  required: string[]
  excluded: string[]
}

/** Reads Sanity's search syntax: words, "quoted phrases" (as their words), `prefix*`, and `-excluded`. */
export function parseSearch(query: string): SearchTerms {
  const terms: SearchTerms = { required: [], excluded: [] }
  for (const [, minus, phrase, word] of query.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)) {
    const pattern = (phrase ?? word ?? '').trim()
    if (!/[\p{L}\p{N}]/u.test(pattern)) continue
    if (minus === '-') terms.excluded.push(pattern)
    else terms.required.push(pattern)
  }
  return terms
}

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
