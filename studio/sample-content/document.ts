/** A published document as `sanity dataset import` takes it: no `_rev`, pictures as `_sanityAsset`. */
export interface SampleDocument {
  _id: string
  _type: string
  [field: string]: unknown
}

/** A reference to a document by its id. */
export interface Reference {
  _type: 'reference'
  _ref: string
  /** Its document may be withdrawn: the site then shows plain words, or nothing, in its place. */
  _weak: true
}

/** An item of an array of objects: Sanity finds it by `_key`, which is unique within its array. */
export type Keyed<T> = T & { _key: string }

export function reference(id: string): Reference {
  return { _type: 'reference', _ref: id, _weak: true }
}

export function slug(current: string) {
  return { _type: 'slug', current } as const
}

/** Gives every item a `_key` from its place, so that the same content always has the same keys. */
export function keyed<T extends object>(items: readonly T[], prefix: string): Keyed<T>[] {
  return items.map((item, index) => ({ ...item, _key: `${prefix}${index + 1}` }))
}
