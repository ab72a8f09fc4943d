import type { APIRoute } from 'astro'
import { llmsTxt } from '#feeds/llms-txt.ts'
import { pageLists } from '#selectors/machine-selectors.ts'
import { numbers, settings } from '#selectors/selectors.ts'

/** What the site holds, for language models: small, with the sitemap for the rest. */
export const GET: APIRoute = ({ locals: { select, siteUrl } }) => {
  const { clinicName, description } = select(settings)
  const { call, text } = select(numbers)
  const body = llmsTxt({
    clinicName,
    description,
    call: call.text,
    text: text.text,
    lists: select(pageLists),
    siteUrl,
  })
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
