/** A value inside a document and the way to it: body.b3.children.s1.text */
export interface Found {
  path: string
  value: unknown
}

/** Every value inside a value, itself first. */
export function* walk(value: unknown, path = ''): Generator<Found> {
  yield { path, value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    yield* walk(child, path ? `${path}.${key}` : key)
  }
}

/** The objects of a kind inside a value. */
export function objectsOf(value: unknown, type: string): Record<string, unknown>[] {
  return [...walk(value)]
    .map(found => found.value)
    .filter(isObject)
    .filter(object => object._type === type)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
