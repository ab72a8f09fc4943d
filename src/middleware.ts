import { defineMiddleware } from 'astro:middleware'
import { getBuildInput } from '#renderer/static-build.ts'
import { createSelect } from '#selectors/selector.ts'
import { noEdit } from '#src/preview/edit.ts'

/** The renderer gives every page its `select`; in a static build nobody has, and pages select from the build's one site. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (!locals.select) {
    const { site, siteUrl } = await getBuildInput()
    Object.assign(locals, { select: createSelect(site), siteUrl, edit: noEdit })
  }
  return next()
})
