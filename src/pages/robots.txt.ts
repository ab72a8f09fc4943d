import type { APIRoute } from 'astro'

/** Everything may be indexed; the sitemap says what there is. */
export const GET: APIRoute = ({ locals }) =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${locals.siteUrl}/sitemap.xml\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
