/** Whether the value is an object with fields; what a draft holds is checked before it is read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of an array that have a `_key`; nothing for anything else. */
export function keyedObjects(value: unknown): (Record<string, unknown> & { _key: string })[] {
  if (!Array.isArray(value)) return []
  return value.filter(hasKey)
}

/** The words of a field, or none. */
export function wordsIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function hasKey(value: unknown): value is Record<string, unknown> & { _key: string } {
  return isObject(value) && typeof value._key === 'string'
}
