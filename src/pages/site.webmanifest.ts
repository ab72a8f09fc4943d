import type { APIRoute } from 'astro'
import { webManifest } from '#images/icons/icons.ts'
import { look, settings } from '#selectors/selectors.ts'

/** The site’s name and icons, for home screens. */
export const GET: APIRoute = ({ locals: { select, words } }) => {
  const { clinicName, description } = select(settings)
  return Response.json(webManifest(clinicName, description, select(look), words.lang), {
    headers: { 'Content-Type': 'application/manifest+json' },
  })
}
