/** The folder of the pages of each type of document that has a page of its own, in the order of the sitemap. */
export const pageFolders = { service: '/services/', article: '/articles/', page: '/' } as const

export type AddressedType = keyof typeof pageFolders

export function isAddressedType(type: string): type is AddressedType {
  return Object.hasOwn(pageFolders, type)
}

/** The types that have a page of their own. */
export const addressedTypes: readonly AddressedType[] = Object.keys(pageFolders).filter(isAddressedType)

/** The path of the page of a document that has one of its own. */
export function pagePath(type: AddressedType, slug: string): string {
  return `${pageFolders[type]}${slug}/`
}

/** The type and slug of the document whose page a path can be, by its form alone; null where it can be none's. */
export function parsePagePath(path: string): { type: AddressedType; slug: string } | null {
  for (const type of addressedTypes) {
    const slug = path.slice(pageFolders[type].length, -1)
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
