import { defineMiddleware } from 'astro:middleware'
import { drawPicture } from '#images/draw-picture.ts'
import type { Rendition } from '#images/renditions.ts'
import { getDevContent } from '#renderer/dev-content.ts'
import { createSelect } from '#selectors/selector.ts'
import { noEdit } from '#src/preview/edit.ts'

/** The renderer gives every page its `select`; in development pages select from what is published now. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
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
  return next()
})
