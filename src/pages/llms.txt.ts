import type { APIRoute } from 'astro'
import { llmsTxt } from '#feeds/llms-txt.ts'
import { recentArticles, servicePages } from '#selectors/machine-questions.ts'
import { numbers, settings } from '#selectors/questions.ts'

/** What the site holds, for language models: small, with the sitemap for the rest. */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) => {
  const { clinicName, description } = ask(settings)
  const { call, text } = ask(numbers)
  const body = llmsTxt({
    clinicName,
    description,
    call: call.text,
    text: text.text,
    services: ask(servicePages, 'others'),
    groups: ask(servicePages, 'groups'),
    articles: ask(recentArticles),
    siteUrl,
  })
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
