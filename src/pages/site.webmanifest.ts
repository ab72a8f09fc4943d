import type { APIRoute } from 'astro'
import { webManifest } from '#images/icons/icons.ts'
import { settings } from '#selectors/questions.ts'

/** The site’s name and icons, for home screens. */
export const GET: APIRoute = ({ locals: { ask } }) => {
  const { clinicName, description } = ask(settings)
  return Response.json(webManifest(clinicName, description), {
    headers: { 'Content-Type': 'application/manifest+json' },
  })
}
