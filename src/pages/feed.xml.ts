import type { APIRoute } from 'astro'
import { feeds, rssFeed } from '#feeds/feeds.ts'
import { newestArticles } from '#selectors/machine-questions.ts'
import { settings } from '#selectors/questions.ts'

/** The newest articles, for feed readers. */
export const GET: APIRoute = async ({ locals: { ask, siteUrl } }) => {
  const { clinicName } = ask(settings)
  const body = await rssFeed({ clinicName, items: ask(newestArticles), siteUrl })
  return new Response(body, { headers: { 'Content-Type': `${feeds.rss.type}; charset=utf-8` } })
}
