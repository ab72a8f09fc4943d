import type { APIRoute } from 'astro'
import { shareFonts } from '#og-images/share-fonts.ts'
import { createShareImages } from '#og-images/share-image.ts'
import { shareCard } from '#selectors/machine-selectors.ts'

const draw = createShareImages(shareFonts)

/** The picture that is shown beside a link to a page wherever it is shared. */
export const GET: APIRoute = async ({ params, locals: { select } }) => {
  const card = select(shareCard, `/share/${params.name}.png`)
  if (!card) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await draw(card)), { headers: { 'Content-Type': 'image/png' } })
}
