import type { APIRoute } from 'astro'
import { drawShareImage } from '#og-images/draw-share-image.ts'
import { shareCard } from '#selectors/machine-selectors.ts'

/** The picture that is shown beside a link to a page wherever it is shared. */
export const GET: APIRoute = async ({ params, locals }) => {
  const { select, loadPicture, draw = drawShareImage } = locals
  const card = select(shareCard, `/share/${params.name}.png`)
  if (!card) return new Response(null, { status: 404 })
  const { logo } = card.look
  const drawn = await draw({ card, logo: logo && (await loadPicture(logo.file)) })
  return new Response(new Uint8Array(drawn), { headers: { 'Content-Type': 'image/png' } })
}
