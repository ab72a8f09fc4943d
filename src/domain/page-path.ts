import { type DocumentType, documentTypeRows, type TypeWith, typesWith } from './document-types.ts'

/** A type of document that has a page of its own. */
export type AddressedType = TypeWith<'page'>

/** The types that have a page of their own. */
export const addressedTypes: readonly AddressedType[] = typesWith('page')

export function isAddressedType(type: string): type is AddressedType {
  return addressedTypes.some(each => each === type)
}

/** The path of the page of a document that has one of its own. */
export function pagePath(type: AddressedType, slug: string): string {
  return `${documentTypeRows[type].page.folder}${slug}/`
}

/** Where patients find a document: on its own page, or on the one that shows it; null while they find it nowhere. */
export function findPlace(type: DocumentType, slug: string | null): string | null {
  if (isAddressedType(type)) return slug ? pagePath(type, slug) : null
  const { shownOn } = documentTypeRows[type]
  return shownOn && slug ? `${shownOn}#${slug}` : shownOn
}

/** The type and slug of the document whose page a path can be, by its form alone; null where it can be none's. */
export function parsePagePath(path: string): { type: AddressedType; slug: string } | null {
  for (const type of addressedTypes) {
    const slug = path.slice(documentTypeRows[type].page.folder.length, -1)
    if (path === pagePath(type, slug) && /^[^/]+$/.test(slug)) return { type, slug }
  }
  return null
}

/**
 * The path of the calendar file of a group start, by the id of its announcement. Ids hold letters, digits, “-”, “_” and
 * “.”; with its dots replaced, no two of them make one path.
 */
export function calendarPath(id: string): string {
  return `/calendar/${id.replace(/[^\w-]/g, '~')}.ics`
}
