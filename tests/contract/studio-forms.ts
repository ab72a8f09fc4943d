import type { SanityClient } from '@sanity/client'
import { validateDocumentWithWorkspace } from '@sanity/validation'
import { getFallbackLocaleSource } from '@sanity/validation/_internal'
import { createSchema, type SanityDocument } from 'sanity'
import { schemaTypes } from '#studio/schemaTypes/index.ts'

/** The Studio's schema, compiled. */
export const studioSchema = createSchema({ name: 'default', types: schemaTypes })

/** Something that the Studio's form marks. */
export interface Mark {
  level: string
  /** The path of the field with places in arrays, not keys, as in the site's contracts. */
  path: (string | number)[]
  message: string
}

/**
 * What the Studio's form marks in a document, errors and warnings alike. `isThere` knows the ids that may be referred to.
 * Asked as the Studio asks: `validateDocument`, made for scripts, reports errors of whole objects as warnings.
 */
export async function studioMarks(
  document: SanityDocument,
  client: SanityClient,
  isThere: (id: string) => boolean,
): Promise<Mark[]> {
  const markers = await validateDocumentWithWorkspace({
    document,
    workspace: { schema: studioSchema, getClient: () => client, i18n: getFallbackLocaleSource() },
    environment: 'studio',
    getDocumentExists: async ({ id }) => isThere(id),
  })
  return markers.map(({ level, path, message }) => ({ level, path: placesOf(path, document), message }))
}

/** A path of Sanity, which names the items of arrays by their keys, with their places instead. */
function placesOf(path: readonly unknown[], document: object): (string | number)[] {
  let value: unknown = document
  return path.map(part => {
    const key: unknown = Object(part)._key
    const place = Array.isArray(value) && key ? value.findIndex(item => Object(item)._key === key) : part
    value = Object(value)[typeof place === 'number' ? place : String(place)]
    return typeof place === 'number' ? place : String(place)
  })
}
