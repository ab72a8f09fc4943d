import type { APIRoute } from 'astro'
import { feeds, jsonFeed } from '#feeds/feeds.ts'
import { newestArticles } from '#selectors/machine-questions.ts'
import { settings } from '#selectors/questions.ts'

/** The newest articles, for feed readers that prefer JSON. */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) => {
  const { clinicName } = ask(settings)
  return Response.json(jsonFeed({ clinicName, items: ask(newestArticles), siteUrl }), {
    headers: { 'Content-Type': `${feeds.json.type}; charset=utf-8` },
  })
}
