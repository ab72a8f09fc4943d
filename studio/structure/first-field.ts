/**
 * The field of a new form that staff fill in first, of those whose names are given; undefined in a form that is saved.
 * A group start begins with its group, where there is but one.
 */
export function findFirstField(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  if (value._createdAt) return undefined
  if (value._type !== 'announcement') return names[0]
  if (value.kind !== 'groupStart') return value.kind === undefined ? undefined : 'message'
  return value.service ? 'startDate' : 'service'
}
