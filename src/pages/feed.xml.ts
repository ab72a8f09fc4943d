import type { APIRoute } from 'astro'
import { feeds, rssFeed } from '#feeds/feeds.ts'
import { newestArticles } from '#selectors/machine-selectors.ts'
import { settings } from '#selectors/selectors.ts'

/** The newest articles, for feed readers. */
export const GET: APIRoute = async ({ locals: { select, siteUrl, words } }) => {
  const { clinicName } = select(settings)
  const body = await rssFeed({ clinicName, items: select(newestArticles), siteUrl, words })
  return new Response(body, { headers: { 'Content-Type': `${feeds.rss.type}; charset=utf-8` } })
}
