import type { APIRoute } from 'astro'
import { llmsTxt } from '#feeds/llms-txt.ts'
import { pageLists } from '#selectors/machine-selectors.ts'
import type { PlaceView } from '#selectors/place-view.ts'
import { numbers, openPages, places, settings } from '#selectors/selectors.ts'
import type { Words } from '#words/words.ts'

/** What the site holds, for language models: small, with the sitemap for the rest. */
export const GET: APIRoute = ({ locals: { select, siteUrl, words } }) => {
  const { clinicName, description } = select(settings)
  const { call, text } = select(numbers)
  const all = select(places)
  const body = llmsTxt({
    clinicName,
    description,
    call: call.text,
    text: text.text,
    places: all.length > 1 ? all.map(place => toLine(place, words.llms)) : [],
    lists: select(pageLists),
    openPages: select(openPages),
    siteUrl,
    words,
  })
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

function toLine({ name, address, call }: PlaceView, words: Words['llms']): string {
  const { street, locality, region, postalCode } = address
  const place = `${name}: ${street}, ${locality}, ${region} ${postalCode}`
  return call ? words.callPlace(place, call.text) : place
}
