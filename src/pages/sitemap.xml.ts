import type { APIRoute } from 'astro'
import { allPages } from '../questions/questions.ts'

/** Every page that a search engine may show (sitemaps.org, protocol 0.9). Paths hold no character that XML escapes. */
export const GET: APIRoute = ({ locals }) => {
  const { ask, siteUrl } = locals
  const urls = ask(allPages).map(path => `<url><loc>${siteUrl}${path}</loc></url>`)
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
  return new Response(body, { headers: { 'Content-Type': 'application/xml' } })
}
