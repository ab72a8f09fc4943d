import { defineMiddleware } from 'astro:middleware'
import { getBuildInput } from '#renderer/static-build.ts'
import { createAsk } from '#selectors/question.ts'

/** The renderer hands every page its questions; in a static build nobody has, and the page asks the site of the build. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (!locals.ask) {
    const { site, siteUrl } = await getBuildInput()
    Object.assign(locals, { ask: createAsk(site), siteUrl })
  }
  return next()
})
