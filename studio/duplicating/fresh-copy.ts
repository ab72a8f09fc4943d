/** What a copy does not take over from its original, by type: it has its own address, review, dates and window. */
const ownFields: Readonly<Record<string, readonly string[]>> = {
  announcement: ['startDate', 'showFrom', 'showUntil', 'cancelledUntil'],
  article: ['slug', 'publishedAt', 'reviewer', 'lastReviewed'],
  page: ['slug', 'lastConfirmed'],
  person: ['slug'],
  redirect: ['from'],
  service: ['slug'],
}

/** A copy of a document as a fresh draft, begun at `now`; its review is to be done, and its address to be made. */
export function freshCopy<Document extends { _type: string }>(
  document: Document,
  now: Temporal.Instant,
): Document {
  const copy: Document & Record<string, unknown> = { ...document }
  for (const field of ownFields[document._type] ?? []) delete copy[field]
  return document._type === 'article'
    ? { ...copy, publishedAt: now.toString({ smallestUnit: 'millisecond' }) }
    : copy
}
