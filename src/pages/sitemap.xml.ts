import type { APIRoute } from 'astro'
import { sitemap } from '#feeds/sitemap.ts'
import { sitemapLines } from '#selectors/machine-selectors.ts'

/** Every page that a search engine may show. */
export const GET: APIRoute = ({ locals: { select, siteUrl } }) =>
  new Response(sitemap(select(sitemapLines), siteUrl), { headers: { 'Content-Type': 'application/xml' } })
