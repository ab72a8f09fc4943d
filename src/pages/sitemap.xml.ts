import type { APIRoute } from 'astro'
import { sitemapLines } from '../questions/machine-questions.ts'
import { sitemap } from '../sitemap.ts'

/** Every page that a search engine may show. */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) =>
  new Response(sitemap(ask(sitemapLines), siteUrl), { headers: { 'Content-Type': 'application/xml' } })
