import type { APIRoute } from 'astro'
import { webManifest } from '../icons.ts'
import { settings } from '../questions/questions.ts'

/** The site’s name and icons, for home screens. */
export const GET: APIRoute = ({ locals: { ask } }) => {
  const { clinicName, description } = ask(settings)
  return Response.json(webManifest(clinicName, description), {
    headers: { 'Content-Type': 'application/manifest+json' },
  })
}
