import { defineDocuments } from 'sanity/presentation'

/** Which document is opened beside a page of the site. A list has none: what it shows is offered instead. */
export const mainDocuments = defineDocuments([
  { route: '/', filter: '_id == "homePage"' },
  { route: '/group-therapy/', filter: '_type == "service" && isGroup == true' },
  { route: '/contact/', filter: '_id == "siteSettings"' },
  { route: '/articles/:slug/', filter: '_type == "article" && slug.current == $slug' },
  { route: '/services/:slug/', filter: '_type == "service" && slug.current == $slug' },
  { route: '/:slug/', filter: '_type == "page" && slug.current == $slug' },
])
