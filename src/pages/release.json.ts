import type { APIRoute } from 'astro'
import { releaseJson } from '#selectors/release.ts'
import { release } from '#selectors/selectors.ts'

/** What is live: read by the Studio (“is it live?”), by the publisher, and by a scheduled job on a static host. */
export const GET: APIRoute = ({ locals }) =>
  new Response(releaseJson(locals.select(release, locals.siteUrl)), {
    headers: { 'content-type': 'application/json' },
  })
