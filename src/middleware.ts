import { defineMiddleware } from 'astro:middleware'
import { getBuildInput } from './static-build.ts'

/** The publisher hands every page its snapshot; in a static build nobody has, and the page gets that of the build. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (!locals.snapshot) Object.assign(locals, await getBuildInput())
  return next()
})
