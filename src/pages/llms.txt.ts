import type { APIRoute } from 'astro'
import { llmsTxt } from '#feeds/llms-txt.ts'
import { pageLists } from '#selectors/machine-selectors.ts'
import type { PlaceView } from '#selectors/place-view.ts'
import { numbers, openPages, places, settings } from '#selectors/selectors.ts'

/** What the site holds, for language models: small, with the sitemap for the rest. */
export const GET: APIRoute = ({ locals: { select, siteUrl } }) => {
  const { clinicName, description } = select(settings)
  const { call, text } = select(numbers)
  const all = select(places)
  const body = llmsTxt({
    clinicName,
    description,
    call: call.text,
    text: text.text,
    places: all.length > 1 ? all.map(toLine) : [],
    lists: select(pageLists),
    openPages: select(openPages),
    siteUrl,
  })
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

function toLine({ name, address, call }: PlaceView): string {
  const { street, locality, region, postalCode } = address
  return `${name}: ${street}, ${locality}, ${region} ${postalCode}${call ? `, call ${call.text}` : ''}`
}
