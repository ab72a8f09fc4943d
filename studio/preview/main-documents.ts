import { defineDocuments } from 'sanity/presentation'
import { addressedTypes, pagePath } from '#domain/page-path.ts'

/** Which document is opened beside a page of the site. A list has none: what it shows is offered instead. */
export const mainDocuments = defineDocuments([
  { route: '/', filter: '_id == "homePage"' },
  { route: '/group-therapy/', filter: '_type == "service" && isGroup == true' },
  { route: '/contact/', filter: '_id == "siteSettings"' },
  ...addressedTypes.map(type => ({
    route: pagePath(type, ':slug'),
    filter: `_type == "${type}" && slug.current == $slug`,
  })),
])
