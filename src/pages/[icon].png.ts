import type { APIRoute } from 'astro'
import { drawIcon } from '#images/icons/draw-icon.ts'
import { icons } from '#images/icons/icons.ts'

/** An icon for home screens, drawn from the one mark. */
export const GET: APIRoute = async ({ params }) => {
  const icon = icons.find(({ path }) => path === `/${params.icon}.png`)
  if (!icon) return new Response(null, { status: 404 })
  return new Response(await drawIcon(icon.cut, icon.size), { headers: { 'Content-Type': 'image/png' } })
}
