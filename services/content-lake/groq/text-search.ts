/** A search as patterns of GROQ's `match`: all of `required` and none of `excluded` must match. */
export interface SearchTerms {
  required: string[]
  excluded: string[]
}

/** Parses Sanity's search syntax: words, "quoted phrases" (as their words), `prefix*`, and `-excluded`. */
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
