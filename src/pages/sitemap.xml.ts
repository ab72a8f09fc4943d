import type { APIRoute } from 'astro'
import { sitemap } from '#feeds/sitemap.ts'
import { sitemapLines } from '#selectors/machine-questions.ts'

/** Every page that a search engine may show. */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) =>
  new Response(sitemap(ask(sitemapLines), siteUrl), { headers: { 'Content-Type': 'application/xml' } })
