/** When an article last changed for its readers, in UTC to the second: one that waited for its date came out on that date. */
export function modifiedAt({ publishedAt, _updatedAt }: { publishedAt: string; _updatedAt: string }): string {
  const [published, updated] = [toSecond(publishedAt), toSecond(_updatedAt)]
  return Date.parse(published) > Date.parse(updated) ? published : updated
}

/** An instant in UTC, to the second. */
export function toSecond(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'second' })
}
