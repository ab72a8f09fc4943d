import { defineMiddleware } from 'astro:middleware'
import { isFixedPage } from '#domain/routes.ts'
import { drawPicture } from '#images/draw-picture.ts'
import type { Rendition } from '#images/renditions.ts'
import { getDevContent } from '#renderer/dev-content.ts'
import { createSelect } from '#selectors/selector.ts'
import { openPages } from '#selectors/selectors.ts'
import { noEdit } from '#src/preview/edit.ts'
import { english } from '#words/english.ts'

/**
 * The renderer gives every page its `select`; in development pages select from what is published now. A page speaks the words
 * of its language. A list without an entry has no page.
 */
export const onRequest = defineMiddleware(async ({ locals, url: { pathname } }, next) => {
  locals.words = english
  if (import.meta.env.DEV) {
    const { site, siteUrl, client } = await getDevContent()
    const source = { snapshot: site.snapshot, client }
    Object.assign(locals, {
      select: createSelect(site),
      siteUrl,
      edit: noEdit,
      loadPicture: (file: Rendition) => drawPicture(file, source),
    })
  }
  const isClosed = isFixedPage(pathname) && !locals.select(openPages).includes(pathname)
  return isClosed ? new Response(null, { status: 404 }) : next()
})
