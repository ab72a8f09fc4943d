import type { APIRoute } from 'astro'
import { shareCard } from '../../questions/machine-questions.ts'
import { shareImagePaths } from '../../share/share-cards.ts'
import { shareFonts } from '../../share/share-fonts.ts'
import { createShareImages } from '../../share/share-image.ts'
import { getBuildInput } from '../../static-build.ts'

export async function getStaticPaths() {
  const { site } = await getBuildInput()
  return shareImagePaths(site).map(path => ({
    params: { name: path.slice('/share/'.length, -'.png'.length) },
  }))
}

const draw = createShareImages(shareFonts)

/** The picture that stands beside a link to a page wherever it is shared. */
export const GET: APIRoute = async ({ params, locals: { ask } }) => {
  const card = ask(shareCard, `/share/${params.name}.png`)
  if (!card) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await draw(card)), { headers: { 'Content-Type': 'image/png' } })
}
