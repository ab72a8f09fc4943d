import type { APIRoute } from 'astro'
import { feeds, jsonFeed } from '#feeds/feeds.ts'
import { newestArticles } from '#selectors/machine-selectors.ts'
import { settings } from '#selectors/selectors.ts'

/** The newest articles, for feed readers that prefer JSON. */
export const GET: APIRoute = ({ locals: { select, siteUrl, words } }) => {
  const { clinicName } = select(settings)
  return Response.json(jsonFeed({ clinicName, items: select(newestArticles), siteUrl, words }), {
    headers: { 'Content-Type': `${feeds.json.type}; charset=utf-8` },
  })
}
