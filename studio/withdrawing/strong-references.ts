/**
 * The changes that turn a document's references to `id` into ones that let it go, by the path of each: Sanity refuses
 * to withdraw what a strong reference needs. The site shows plain words where a reference leads nowhere.
 */
export function weakened(document: object, id: string): Record<string, true> {
  const set: Record<string, true> = {}
  for (const { path, isWeak } of referencesTo(document, id)) if (!isWeak) set[`${path}._weak`] = true
  return set
}

/** The fields of a document, outermost alone, that refer to `id`. */
export function referringFields(document: object, id: string): string[] {
  const fields = referencesTo(document, id).map(({ path }) => path.replace(/[.[].*/s, ''))
  return [...new Set(fields)]
}

interface Place {
  path: string
  isWeak: boolean
}

function referencesTo(value: unknown, id: string, path = ''): Place[] {
  if (typeof value !== 'object' || value === null) return []
  if ('_ref' in value)
    return value._ref === id ? [{ path, isWeak: '_weak' in value && value._weak === true }] : []
  return Object.entries(value).flatMap(([name, item]) =>
    referencesTo(item, id, Array.isArray(value) ? `${path}[${placeOf(name, item)}]` : joined(path, name)),
  )
}

/** By its key where it has one: others may have moved the item by the time that the change arrives. */
function placeOf(index: string, item: unknown): string {
  const key = typeof item === 'object' && item !== null && '_key' in item ? item._key : null
  return typeof key === 'string' ? `_key==${JSON.stringify(key)}` : index
}

function joined(path: string, name: string): string {
  return path ? `${path}.${name}` : name
}
