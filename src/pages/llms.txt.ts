import type { APIRoute } from 'astro'
import { llmsTxt } from '#feeds/llms-txt.ts'
import { recentArticles, servicePages } from '#selectors/machine-selectors.ts'
import { numbers, openPages, settings } from '#selectors/selectors.ts'

/** What the site holds, for language models: small, with the sitemap for the rest. */
export const GET: APIRoute = ({ locals: { select, siteUrl } }) => {
  const { clinicName, description } = select(settings)
  const { call, text } = select(numbers)
  const body = llmsTxt({
    clinicName,
    description,
    call: call.text,
    text: text.text,
    services: select(servicePages, 'others'),
    groups: select(servicePages, 'groups'),
    articles: select(recentArticles),
    openPages: select(openPages),
    siteUrl,
  })
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
