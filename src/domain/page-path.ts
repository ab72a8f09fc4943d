/** The path of the page of a document that has one of its own. */
export function pagePath(type: 'article' | 'service' | 'page', slug: string): string {
  switch (type) {
    case 'article':
      return `/articles/${slug}/`
    case 'service':
      return `/services/${slug}/`
    case 'page':
      return `/${slug}/`
  }
}

/**
 * The path of the calendar file of a group start, by the id of its announcement. Ids hold letters, digits, “-”, “_” and
 * “.”; with its dots replaced, no two of them make one path.
 */
export function calendarPath(id: string): string {
  return `/calendar/${id.replace(/[^\w-]/g, '~')}.ics`
}
