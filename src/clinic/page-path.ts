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
