import type { APIRoute } from 'astro'
import { drawIcon } from '#images/icons/draw-icon.ts'
import { icons } from '#images/icons/icons.ts'
import { look as lookSelector } from '#selectors/selectors.ts'

/** An icon for home screens, drawn from the clinic's icon or the one mark. */
export const GET: APIRoute = async ({ params, locals: { select, loadPicture } }) => {
  const icon = icons.find(({ path }) => path === `/${params.icon}.png`)
  if (!icon) return new Response(null, { status: 404 })
  const look = select(lookSelector)
  const picture = look.icon && (await loadPicture(look.icon))
  return new Response(await drawIcon(icon.cut, icon.size, look, picture), {
    headers: { 'Content-Type': 'image/png' },
  })
}
