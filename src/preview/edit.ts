import { createDataAttribute } from '@sanity/visual-editing/create-data-attribute'

/** What identifies a document in the Studio. */
export interface Editable {
  readonly _id: string
  readonly _type: string
}

/**
 * The value of `data-sanity` for an element that shows a field of a document: by it the preview opens the field in the
 * Studio. Undefined on patients' pages, which thus have no such attribute.
 */
export type Edit = (document: Editable, path: string) => string | undefined

export const noEdit: Edit = () => undefined

/** Marks fields for the Studio at an address. */
export function createEdit(studioUrl: string): Edit {
  return ({ _id: id, _type: type }, path) =>
    createDataAttribute({ baseUrl: studioUrl, id, type, path }).toString()
}
